package io.pilothouse.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Authenticator;
import io.pilothouse.kernel.access.Caller;
import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.model.AuditActionCheck;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.Draft;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.JsonMessages;
import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Handlers at work without threads, sockets and disk: every message is authenticated, decided on a draft, recorded,
 * published and answered before {@link #send} returns. Every record passes through the journal's codec, and the state that is
 * published is the one that the record says after it was read back. Every event is held to the table of actions.
 *
 * <p>Threads: one. The clock stands still until {@link #pass}.
 */
public final class CommandBench {
    /** The global admin token. */
    public static final String ADMIN = "adm1n";

    /** Where the clock stands at first, milliseconds since 1970 UTC. */
    public static final long START = 1_800_000_000_000L;

    private final LiveState state = new LiveState();
    private final Presence presence = new Presence();
    private final AccessRules access;
    private final Authenticator authenticator;
    private final Map<CommandType<?, ?>, Handler<?>> handlers = new HashMap<>();
    private final List<JournalRecord> records = new ArrayList<>();
    private final List<Consumer<JournalRecord>> listeners = new ArrayList<>();
    private Function<Inquiry, IdentityEvidence> identities = inquiry -> IdentityEvidence.NONE;
    private Source source = new Source("127.0.0.1", 50_000, false);
    private long now = START;

    /** A bench with the token {@link #ADMIN}. */
    public CommandBench(List<? extends Handler<?>> handlers) {
        this(handlers, ADMIN);
    }

    /** Tells a listener of every record from now on. */
    public CommandBench listen(Consumer<JournalRecord> listener) {
        listeners.add(listener);
        return this;
    }

    /** A bench with another admin token; an empty one stands for none. */
    public CommandBench(List<? extends Handler<?>> handlers, String adminToken) {
        handlers.forEach(handler -> this.handlers.put(handler.type(), handler));
        access = new AccessRules(AdminToken.of(adminToken), false, Keys.SECRETS);
        authenticator = new Authenticator(GoldenKey.CHECK, (seal, command, view, time) -> {
            throw new Refusal(Refusal.Code.UNSUPPORTED, "this bench knows no seals");
        }, presence);
        commit(new Decision(null, new Principal.Registry(), List.of(),
                List.of(new Change.RegistryFounded("bench", now), new Change.NetworkPut(Network.backbone(now))),
                Optional.empty(), Optional.empty()), "");
    }

    /** What came back: a reply, or the text of a refusal. */
    public record Answer(JsonObject message) {
        /** The text of the refusal, empty when it was none. */
        public String error() {
            return message.text("error");
        }

        /** Fails the test unless the answer has exactly these members besides its type: name, value, name, value … */
        public Answer is(Object... members) {
            JsonObject expected = object(members);
            JsonObject actual = new JsonObject();
            message.members().forEach((name, value) -> {
                if (!name.equals("type")) {
                    actual.put(name, value);
                }
            });
            assertEquals(expected, actual);
            return this;
        }

        /** Fails the test unless the answer is this refusal. */
        public void refused(String text) {
            assertEquals(text, message.has("error") ? error() : "accepted: " + message);
        }

        /** Fails the test if the answer is a refusal. */
        public Answer accepted() {
            return message.has("error") ? fail("refused: " + error()) : this;
        }
    }

    /** Sends a message with this type and these members: name, value, name, value … */
    public Answer send(String type, Object... members) {
        return send(object(members).put("type", type));
    }

    /** Sends a message as the administrator. */
    public Answer admin(String type, Object... members) {
        return send(object(members).put("type", type).put("admin_token", ADMIN));
    }

    /** Sends a message that is signed with a key, whoever it names. */
    public Answer signed(GoldenKey key, String type, Object... members) {
        JsonObject message = object(members).put("type", type);
        Command command = request(message).command();
        String text = command instanceof Register register
                ? register.registrationText()
                : command.signedText();
        return send(message.put("signature", key.sign(text)));
    }

    /** Sends a message that is signed with golden key n, which usually belongs to node n. */
    public Answer signed(int key, String type, Object... members) {
        return signed(GoldenKey.of(key), type, members);
    }

    /** Sends JSON text. */
    public Answer sendText(String json) {
        try {
            return send(JsonReader.object(json));
        } catch (MalformedJsonException bad) {
            throw new IllegalArgumentException(bad);
        }
    }

    /** Sends a message. */
    public Answer send(JsonObject message) {
        JsonWriter out = new JsonWriter();
        try {
            Request request = request(message);
            Reply reply = run(request);
            JsonMessages.write(request.command().type(), reply, out);
        } catch (Refusal refusal) {
            out.beginObject().text("error", refusal.getMessage()).text("type", "error").endObject();
        }
        try {
            return new Answer(JsonReader.object(out.text()));
        } catch (MalformedJsonException own) {
            throw new IllegalStateException("a reply is no JSON: " + out.text(), own);
        }
    }

    /** Registers golden key n at port 4000 of this machine, unsigned, and gives the number of its node. */
    public long register(int key) {
        return send("register", "public_key", GoldenKey.of(key).publicKey().base64(), "listen_addr", "127.0.0.1:4000")
                .accepted().message().whole("node_id");
    }

    /** What a handler would see now, for tests of what is no command. */
    public Context context() {
        return new Context(state, Caller.REGISTRY, access, presence, now);
    }

    /** Records and publishes a decision that no command made. */
    public void commit(Decision decision) {
        commit(decision, "");
    }

    /** The state. */
    public LiveState state() {
        return state;
    }

    /** Who was seen when. */
    public Presence presence() {
        return presence;
    }

    /** The time, milliseconds since 1970 UTC. */
    public long now() {
        return now;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now += time.toMillis();
    }

    /** From now on identity tokens are verified by this. */
    public void identities(Function<Inquiry, IdentityEvidence> answers) {
        identities = answers;
    }

    /** From now on messages come from here. */
    public void from(String ip, int port) {
        source = new Source(ip, port, false);
    }

    /** Everything that was recorded, the founding included. */
    public List<JournalRecord> records() {
        return List.copyOf(records);
    }

    /** The last events, newest first, as {@code action{name=value, …}}. */
    public List<String> events(int count) {
        List<String> texts = new ArrayList<>();
        for (JournalRecord entry : records.reversed()) {
            for (AuditEvent event : entry.events().reversed()) {
                if (texts.size() < count) {
                    texts.add(event.action() + event.attributes());
                }
            }
        }
        return texts;
    }

    /** An object with these members: name, value, name, value …; integers become JSON numbers. */
    public static JsonObject object(Object... members) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], json(members[i + 1]));
        }
        return object;
    }

    private static Object json(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case List<?> list -> list.stream().map(CommandBench::json).toList();
            default -> value;
        };
    }

    private static Request request(JsonObject message) {
        return JsonMessages.request(message).orElseThrow(() -> new Refusal(Refusal.Code.INVALID,
                "unknown message type: \"" + JsonMessages.typeOf(message) + "\""));
    }

    @SuppressWarnings("unchecked") // The map gives the handler of exactly this command's class.
    private <C extends Command> Reply run(Request request) {
        Caller caller = authenticator.examine(request, source, state, now);
        C command = (C) request.command();
        Context live = new Context(state, caller, access, presence, now);
        return switch (handlers.get(command.type())) {
            case null -> throw new IllegalStateException("the bench has no handler of " + command.type());
            case Query<?> query -> ((Query<C>) query).answer(command, live);
            case Search<?> search -> searched(((Search<C>) search).begin(command, live));
            case Consultation<?> consultation -> ((Consultation<C>) consultation).answer(command,
                    identities.apply(((Consultation<C>) consultation).inquiry(command, live)));
            case Errand<?> errand -> done(((Errand<C>) errand).begin(command, live).carryOut(), command);
            case Mutation<?> mutation -> ((Mutation<C>) mutation).answerWithoutChange(command, live)
                    .orElseGet(() -> decide((Mutation<C>) mutation, command, caller));
        };
    }

    private static Reply searched(Search.Work work) {
        try {
            return work.answer();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private <C extends Command> Reply decide(Mutation<C> handler, C command, Caller caller) {
        Caller told = handler.inquiry(command, new Context(state, caller, access, presence, now))
                .map(inquiry -> caller.with(identities.apply(inquiry))).orElse(caller);
        return done(handler.decide(command, new Context(state.draft(), told, access, presence, now)), command);
    }

    private Reply done(Decision decision, Command command) {
        commit(decision, command.type().name());
        if (decision.refusal().isPresent()) {
            throw decision.refusal().get();
        }
        return decision.reply();
    }

    private void commit(Decision decision, String command) {
        if (!decision.changes().isEmpty() || !decision.events().isEmpty()) {
            JournalRecord entry = reread(new JournalRecord(records.size() + 1L, now, decision.actor(), source.ip(),
                    command, decision.events(), decision.changes()));
            AuditActionCheck.check(decision.events());
            AuditActionCheck.check(entry.events());
            Draft draft = state.draft();
            entry.changes().forEach(draft::apply);
            draft.publish();
            records.add(entry);
            entry.changes().forEach(this::watch);
            listeners.forEach(listener -> listener.accept(entry));
        }
        decision.seen().ifPresent(node -> presence.seen(node, now));
    }

    private void watch(Change change) {
        if (change instanceof Change.NodePut put && put.node().standing() != Standing.LIVE) {
            presence.forget(put.node().id());
        }
    }

    private static JournalRecord reread(JournalRecord entry) {
        try {
            JournalRecord read = RecordCodec.decode(entry.sequence(), RecordCodec.encode(entry));
            assertEquals(entry.changes(), read.changes(), "the journal must give back what was decided");
            return read;
        } catch (DamagedStoreException damaged) {
            throw new IllegalStateException("a record could not be read back", damaged);
        }
    }
}
