package io.pilothouse.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.client.RegistryRefusal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.KickMember;
import io.pilothouse.protocol.command.PromoteMember;
import io.pilothouse.protocol.command.SetHostname;
import io.pilothouse.protocol.command.SetTags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The steps of the story. Each does something over the wire and waits until it is seen at the other end.
 *
 * <p>Threads: one. Failure: {@link StepFailedException} or whatever the client throws, at the first thing that does not happen.
 */
final class Chain {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** A sink that is away is tried again after a minute at the latest. */
    private static final Duration AFTER_A_PAUSE = Duration.ofSeconds(100);
    private static final int CHANGES = 40;
    private static final String DOCUMENT = "warehouse-bots.json";
    private static final String BOTH = "SIEM, webhook:";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Story story;
    private final Workplace workplace;
    private final Counterparts others;
    private final Site site;

    Chain(Story story, Workplace workplace, Counterparts others, Site site) {
        this.story = story;
        this.workplace = workplace;
        this.others = others;
        this.site = site;
    }

    /** Plays it. */
    void play() throws InterruptedException, IOException {
        counterparts();
        registry();
        try (RegistryClient admin = site.admin()) {
            Ledger ledger = new Ledger(admin);
            NetworkId network = blueprint(ledger);
            story.step("Agents register over the wire, with tokens that the issuer signed (RS256)");
            try (Agent gate = register(ledger, "gate", "", WarehouseBlueprint.NETWORK_TOKEN);
                    Agent ops = register(ledger, "ops-1", WarehouseBlueprint.OWNER, "");
                    Agent shift = register(ledger, "shift-1", WarehouseBlueprint.ADMIN, "");
                    Agent crane = register(ledger, "crane-7", "crane-7@example.net", "")) {
                stranger(ledger);
                story.step("Invited, accepted, and in the role that waited");
                invited(ledger, network, gate, ops, "owner");
                invited(ledger, network, ops, shift, "admin");
                invited(ledger, network, shift, crane, "member");
                story.step("Promoted, then kicked");
                promoted(ledger, network, ops, crane);
                kicked(ledger, network, ops, crane);
                outage(ledger, ops, crane);
            }
            trail(ledger);
        }
        story.step("The end: SIGTERM");
        int code = site.process().stop();
        if (code != 0) {
            throw new StepFailedException("the registry ended with " + code + " after SIGTERM");
        }
        story.tell("the registry wrote a snapshot and ended with 0");
    }

    private void counterparts() {
        story.step("Counterparts on this machine's loopback");
        story.tell("issuer    " + others.issuer().name()
                + "  OpenID discovery and a key set with an RSA key made just now");
        story.tell("SIEM      " + others.collector().url() + "  Splunk's HTTP Event Collector; wants its token");
        story.tell("webhook   " + others.hook().url() + "  believes only what is signed (Standard Webhooks)");
    }

    private void registry() {
        story.step("The registry: bin/pilothouse serve --config pilothouse.properties");
        RegistryProcess process = site.start(others.hook().secret());
        story.tell("listens on " + process.address() + " after " + process.start().toMillis() + " ms");
    }

    private NetworkId blueprint(Ledger ledger) throws InterruptedException {
        story.step("One blueprint: pilothouse blueprint apply " + DOCUMENT);
        workplace.write(DOCUMENT, others.blueprint().json());
        JsonNode reply;
        try {
            reply = MAPPER.readTree(site.command("blueprint", "apply", DOCUMENT, "--json"));
        } catch (JsonProcessingException malformed) {
            throw new StepFailedException("blueprint apply --json printed no JSON", malformed);
        }
        NetworkId network = NetworkId.of(reply.path("network_id").asInt());
        if (!reply.path("created").asBoolean() || reply.path("actions").size() != 7) {
            throw new StepFailedException("the blueprint did not do all that it should: " + reply);
        }
        reply.path("actions").forEach(action -> story.tell("- " + action.asText()));
        List<Event> due = ledger.exported(ledger.written(Set.of("network.created", "idp.configured",
                "webhook.configured", "audit_export.configured", "network.provisioned")));
        arrived(due);
        return network;
    }

    private Agent register(Ledger ledger, String name, String identity, String networkToken)
            throws InterruptedException {
        String token = identity.isEmpty() ? "" : others.issuer().token(identity);
        Agent agent = Agent.register(site.process().address(), name, token, networkToken);
        if (!agent.identity().equals(identity)) {
            throw new StepFailedException(name + " should be " + identity + " but is \"" + agent.identity() + "\"");
        }
        story.tell(name + (identity.isEmpty()
                ? " brings no token but holds the network's admin token: node "
                : " shows its token: node ") + agent.node() + (identity.isEmpty() ? "" : " is " + identity));
        arrived(ledger.written(identity.isEmpty()
                ? Set.of("node.registered")
                : Set.of("node.registered", "identity.external_id_set")));
        return agent;
    }

    private void stranger(Ledger ledger) throws InterruptedException {
        try (Agent impostor = Agent.register(site.process().address(), "impostor",
                others.issuer().forged(WarehouseBlueprint.OWNER), "")) {
            throw new StepFailedException("a forged token registered node " + impostor.node());
        } catch (RegistryRefusal refused) {
            story.tell("an impostor says that it is " + WarehouseBlueprint.OWNER + ", with a key of its own: refused, "
                    + refused.text());
        }
        arrived(ledger.written(Set.of("auth.denied")));
    }

    private void invited(Ledger ledger, NetworkId network, Agent inviter, Agent invited, String role)
            throws InterruptedException {
        inviter.bringIn(invited, network);
        holds(invited, network, role);
        story.tell(inviter.name() + " invites " + invited.name() + ", it accepts and is " + role
                + (role.equals("member") ? "" : ", as " + invited.identity() + " shall be"));
        arrived(ledger.written(Set.of("invite.created", "invite.responded")));
    }

    private static void holds(Agent agent, NetworkId network, String role) {
        if (!agent.role(network).equals(role)) {
            throw new StepFailedException(agent.name() + " should be " + role + " but is " + agent.role(network));
        }
    }

    private void promoted(Ledger ledger, NetworkId network, Agent owner, Agent member) throws InterruptedException {
        owner.client().call(PromoteMember.TYPE, new PromoteMember(network, member.node(), owner.node()));
        holds(member, network, "admin");
        story.tell(owner.name() + " promotes " + member.name() + ": it is admin");
        arrived(ledger.written(Set.of("member.promoted")));
    }

    private void kicked(Ledger ledger, NetworkId network, Agent owner, Agent member) throws InterruptedException {
        owner.client().call(KickMember.TYPE, new KickMember(network, member.node(), owner.node()));
        try {
            throw new StepFailedException(member.name() + " was kicked but is " + member.role(network));
        } catch (RegistryRefusal gone) {
            story.tell(owner.name() + " kicks " + member.name() + ": it has no role any more (" + gone.text() + ")");
        }
        arrived(ledger.written(Set.of("member.kicked")));
    }

    private void outage(Ledger ledger, Agent ops, Agent crane) throws InterruptedException {
        story.step("The SIEM goes away, the registry is killed, and nothing is lost");
        others.collector().stop();
        int before = others.collector().arrivals().events().size();
        long began = System.nanoTime();
        for (int i = 0; i < CHANGES / 2; i++) {
            ops.client().call(SetTags.TYPE, new SetTags(ops.node(), List.of("hall-2", "round-" + i)));
            crane.client().call(SetHostname.TYPE, new SetHostname(crane.node(), "crane-at-place-" + i));
        }
        long micros = (System.nanoTime() - began) / 1_000;
        story.tell(CHANGES + " changes while the collector refuses connections: each acknowledged, "
                + micros / CHANGES + " µs on average");
        List<Event> changes = ledger.written(Set.of("tags.changed", "hostname.changed"));
        RegistryProcess again = site.killAndStart();
        story.tell("SIGKILL to the registry; it listens again after " + again.start().toMillis() + " ms");
        Ledger.arrived("the webhook", others.hook().arrivals(), changes, SOON);
        story.seen("webhook: has events", List.of(changes.getFirst(), changes.getLast()));
        int missed = others.collector().arrivals().events().size() - before;
        if (missed != 0) {
            throw new StepFailedException(missed + " events came to a collector that was stopped");
        }
        long back = System.nanoTime();
        others.collector().startAgain();
        Ledger.arrived("the SIEM", others.collector().arrivals(), changes, AFTER_A_PAUSE);
        story.tell(String.format(Locale.ROOT, "the collector is back: all %d events are there after %.1f s",
                changes.size(), (System.nanoTime() - back) / 1e9));
        story.seen("SIEM:", List.of(changes.getFirst(), changes.getLast()));
    }

    private void trail(Ledger ledger) throws InterruptedException, IOException {
        story.step("The trail proves itself: pilothouse audit export, pilothouse audit verify");
        arrived(ledger.written(Set.of()));
        String verifier = site.command("audit", "key").strip();
        site.command("audit", "export", "trail.jsonl");
        site.command("audit", "verify", "trail.jsonl", "--verifier", verifier);
        Trail exported = new Trail();
        for (String line : Files.readAllLines(workplace.file("trail.jsonl"))) {
            JsonNode entry = MAPPER.readTree(line).path("entry");
            if (!entry.isMissingNode()) {
                exported.add(entry.toString());
            }
        }
        List<Event> due = ledger.due();
        ledger.same("the SIEM", others.collector().arrivals());
        ledger.same("the webhook", others.hook().arrivals());
        List<Event> last = exported.after(exported.size() - due.size());
        if (!last.equals(due)) {
            throw new StepFailedException("the exported trail has other events than the receivers");
        }
        story.tell("verified with the key " + verifier.split("\\+", 2)[0]);
        story.tell("SIEM and webhook have exactly the trail's " + due.size() + " events from " + due.getFirst().id()
                + " to " + due.getLast().id() + ", in order (came again: " + others.collector().arrivals().repeated()
                + " and " + others.hook().arrivals().repeated() + ")");
        tampered(verifier);
    }

    /** One word of one entry is exchanged. */
    private void tampered(String verifier) throws IOException {
        Path copy = workplace.write("tampered.jsonl", Files.readString(workplace.file("trail.jsonl"))
                .replace("member.kicked", "member.kissed"));
        Bundle.Ended ended = site.attempt("audit", "verify", copy.getFileName().toString(), "--verifier", verifier);
        if (ended.code() == 0) {
            throw new StepFailedException("a trail in which member.kicked was exchanged still verifies");
        }
        story.tell("with one word exchanged: " + ended.output().strip());
    }

    private void arrived(List<Event> events) throws InterruptedException {
        Ledger.arrived("the SIEM", others.collector().arrivals(), events, SOON);
        Ledger.arrived("the webhook", others.hook().arrivals(), events, SOON);
        if (!events.isEmpty()) {
            story.seen(BOTH, events);
        }
    }
}
