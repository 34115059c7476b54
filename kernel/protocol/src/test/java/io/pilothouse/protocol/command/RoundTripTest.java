package io.pilothouse.protocol.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.JsonMessages;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    void everyCommandHasItsEntry() {
        Set<Class<?>> commands = Stream.of(CoreCommand.class, EnterpriseCommand.class, PluginCommand.class)
                .flatMap(page -> Arrays.stream(page.getPermittedSubclasses())).collect(Collectors.toSet());
        Set<Class<?>> entries = CommandTypes.all().stream().map(CommandType::command).collect(Collectors.toSet());
        assertEquals(commands, entries);
        // The 64 commands of R1, the three that only R2 has, and our own: two about the audit trail, two about blueprints,
        // one about a network's tokens and seven about plugins.
        assertEquals(81, entries.size());
        CommandTypes.all().forEach(type -> assertSame(type, CommandTypes.named(type.name()).orElseThrow()));
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll long seed) throws MalformedJsonException {
        RandomMessages messages = new RandomMessages(seed);
        for (CommandType<?, ?> type : CommandTypes.all()) {
            Command command = messages.message(type.command());
            assertSame(type, command.type());
            Proof proof = new Proof("c2ln", "token", Optional.empty());
            JsonWriter out = new JsonWriter();
            JsonMessages.write(new Request(command, proof, NodeId.NONE), out);
            Request read = JsonMessages.request(JsonReader.object(out.text())).orElseThrow();
            assertEquals(command, read.command());
            assertEquals(proof, read.proof());
        }
    }

    @Property(tries = 200)
    void whatIsAnsweredIsRead(@ForAll long seed) throws MalformedJsonException {
        RandomMessages messages = new RandomMessages(seed);
        for (CommandType<?, ?> type : CommandTypes.all()) {
            Reply reply = messages.message(replyOf(type));
            JsonWriter out = new JsonWriter();
            JsonMessages.write(type, reply, out);
            JsonObject message = JsonReader.object(out.text());
            assertEquals(type.name() + "_ok", JsonMessages.typeOf(message));
            assertEquals(reply, type.replyReader().apply(message));
            if (!type.equals(ValidateToken.TYPE)) {
                assertFalse(message.has("error"), "clients take a reply with an error for a failure");
            }
        }
    }

    @Property(tries = 200)
    void wrongTypesAreTheZeroOfTheWantedType(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed);
        for (CommandType<?, ?> type : CommandTypes.all()) {
            JsonWriter out = new JsonWriter();
            JsonMessages.write(new Request(messages.message(type.command()), Proof.NONE, NodeId.NONE), out);
            for (Object other : new Object[]{JsonObject.NULL, true, 1.5, "1", List.of(), new JsonObject()}) {
                JsonObject odd = new JsonObject();
                readBack(out).members().keySet().forEach(name -> odd.put(name, other));
                assertSame(type.command(), type.reader().apply(odd).getClass());
            }
        }
    }

    private static JsonObject readBack(JsonWriter out) {
        try {
            return JsonReader.object(out.text());
        } catch (MalformedJsonException broken) {
            throw new AssertionError(out.text(), broken);
        }
    }

    private static Class<? extends Reply> replyOf(CommandType<?, ?> type) {
        try {
            ParameterizedType declared = (ParameterizedType) type.command().getDeclaredField("TYPE").getGenericType();
            return ((Class<?>) declared.getActualTypeArguments()[1]).asSubclass(Reply.class);
        } catch (NoSuchFieldException unlikeTheOthers) {
            throw new AssertionError(type.command() + " has no TYPE", unlikeTheOthers);
        }
    }

    @Test
    void commandsWithoutReplyFieldsAreTheOnesOfThePages() {
        Set<String> empty = CommandTypes.all().stream().filter(type -> replyOf(type) == EmptyReply.class)
                .map(CommandType::name).collect(Collectors.toSet());
        assertEquals(Set.of("deregister", "report_trust", "revoke_trust", "subscribe_replication"), empty);
        assertTrue(CommandTypes.named("broadcast").isEmpty());
    }
}
