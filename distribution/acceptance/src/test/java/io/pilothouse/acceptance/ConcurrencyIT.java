package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.authority.Stagehand;
import io.pilothouse.acceptance.concurrency.Club;
import io.pilothouse.acceptance.concurrency.CrowdWorker;
import io.pilothouse.acceptance.concurrency.Event;
import io.pilothouse.acceptance.concurrency.Operation;
import io.pilothouse.acceptance.concurrency.SequentialNetwork;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.LogLine;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten clients invite, accept, join, leave, kick and transfer at once. The committed history is the audit events in the order
 * in which the registry logged them; the refusals among them, of which only some are recorded, are left out.
 */
class ConcurrencyIT {
    private static final int WORKERS = 10;
    private static final int OPERATIONS = 10_000;
    private static final int PEOPLE = 24;
    private static final int CAP = 9;
    private static final long SEED = 20_261_122;
    /** Every reason for which the pages let such an operation be refused. */
    private static final Pattern EXPECTED = Pattern.compile("network membership limit reached|cannot invite yourself"
            + "|no pending invite for node \\d+ to network \\d+|node \\d+ is already a member of network \\d+"
            + "|node \\d+ already in network \\d+|node \\d+ is not a member of network \\d+"
            + "|inviter \\d+ is not a member of network \\d+|rbac: .*|cannot kick the network owner"
            + "|cannot leave network: owner must transfer ownership first|node \\d+ is already the owner");

    @TempDir
    private Path data;

    @Test
    void whatManyDoAtOnceIsOneHistory() throws Exception {
        try (Registry registry = Registry.start(RegistryOptions.in(data).with("log-format", "json"));
                WireConnection connection = registry.connect()) {
            Stagehand stage = new Stagehand(connection, "crowd");
            List<Party> people = people(stage);
            Club inviting = club(stage, people.getFirst(), "invite");
            Club open = club(stage, people.getFirst(), "open");
            long began = System.nanoTime();
            List<List<CrowdWorker.Outcome>> outcomes = run(registry, inviting, open, people);
            long millis = (System.nanoTime() - began) / 1_000_000;
            List<Event> history = history(registry, stage, people.getFirst());
            Map<String, Set<Long>> rulers = new HashMap<>();
            Map<Long, SequentialNetwork> models = replay(history, rulers);
            assertEquals(2, models.size());
            answeredAsItHappened(history, outcomes);
            kickedByRulers(outcomes, rulers);
            for (Club club : List.of(inviting, open)) {
                sameState(club, models.get(club.network()), people, connection);
            }
            sameTail(history, stage);
            report(outcomes, history, models, millis);
        }
    }

    private static List<Party> people(Stagehand stage) {
        List<AgentKey> keys = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            keys.add(AgentKey.of("concurrency/" + i));
        }
        List<JsonNode> replies = stage.all(keys.stream().map(Commands::register).toList());
        List<Party> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(new Party(keys.get(i), replies.get(i).path("node_id").asLong()));
        }
        return people;
    }

    private static Club club(Stagehand stage, Party owner, String rule) {
        long network = stage.all(List.of(Stagehand.admin("create_network").put("node_id", owner.node())
                .put("name", "club-" + rule).put("join_rule", rule).put("enterprise", true))).getFirst()
                .path("network_id").asLong();
        stage.all(List.of(
                Stagehand.admin("set_network_policy").put("network_id", network).put("max_members", CAP)));
        return new Club(network, rule.equals("invite"), owner);
    }

    private static List<List<CrowdWorker.Outcome>> run(Registry registry, Club inviting, Club open, List<Party> people)
            throws Exception {
        List<List<CrowdWorker.Outcome>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<List<CrowdWorker.Outcome>>> running = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                CrowdWorker worker = new CrowdWorker(registry, inviting, open, people, SEED + i);
                running.add(threads.submit(() -> worker.work(OPERATIONS / WORKERS)));
            }
            for (Future<List<CrowdWorker.Outcome>> each : running) {
                outcomes.add(each.get());
            }
        }
        return outcomes;
    }

    /** All events of the two networks, once the log has come to a mark that is set after them. */
    private static List<Event> history(Registry registry, Stagehand stage, Party marking) {
        stage.all(List.of(Commands.hostname(marking.key(), marking.node(), "the-end")));
        Optional<LogLine> mark = registry.log().await(
                line -> line.field("audit_action").equals("hostname.changed")
                        && line.field("new_hostname").equals("the-end"),
                Duration.ofSeconds(30));
        assertTrue(mark.isPresent(), "the log did not come to its end");
        return registry.log().lines().stream().map(Event::of).flatMap(Optional::stream).toList();
    }

    /** Each event must be one that may happen then; cap and owner are looked at after each. Notes who could have done it. */
    private static Map<Long, SequentialNetwork> replay(List<Event> history, Map<String, Set<Long>> rulers) {
        Map<Long, SequentialNetwork> models = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Event event = history.get(i);
            int at = i;
            SequentialNetwork model = models.computeIfAbsent(event.network(), network -> new SequentialNetwork());
            model.roles().forEach((node, role) -> {
                if (!role.equals("member")) {
                    rulers.computeIfAbsent(event.key(), key -> new HashSet<>()).add(node);
                }
            });
            model.happens(event)
                    .ifPresent(objection -> problems.add("event " + at + ", " + event.key() + ": " + objection));
        }
        assertEquals(List.of(), problems.stream().limit(20).toList());
        return models;
    }

    /** As many events as grants of the same, none for a refusal, and each worker's in the order of its replies. */
    private static void answeredAsItHappened(List<Event> history, List<List<CrowdWorker.Outcome>> outcomes) {
        Map<String, Integer> happened = new HashMap<>();
        history.stream().filter(event -> !event.action().equals("network.created")
                && !event.action().equals("network.policy_changed"))
                .forEach(event -> happened.merge(event.key(), 1, Integer::sum));
        Map<String, Integer> granted = new HashMap<>();
        List<String> strange = new ArrayList<>();
        for (List<CrowdWorker.Outcome> ofOne : outcomes) {
            int at = 0;
            for (CrowdWorker.Outcome outcome : ofOne) {
                if (outcome.changed()) {
                    for (String key : outcome.operation().events()) {
                        granted.merge(key, 1, Integer::sum);
                        while (at < history.size() && !history.get(at).key().equals(key)) {
                            at++;
                        }
                        if (at++ == history.size()) {
                            strange.add("not in the order of the replies: " + key);
                        }
                    }
                } else if (!outcome.granted() && !EXPECTED.matcher(outcome.reply().path("error").asText()).matches()) {
                    strange.add(outcome.request() + " was answered " + outcome.reply());
                }
            }
        }
        assertEquals(List.of(), strange.stream().limit(20).toList());
        assertEquals(new TreeMap<>(granted), new TreeMap<>(happened));
    }

    /** An event of a kick does not name who kicked: it must be somebody who was owner or admin when such a kick happened. */
    private static void kickedByRulers(List<List<CrowdWorker.Outcome>> outcomes, Map<String, Set<Long>> rulers) {
        assertEquals(List.of(), outcomes.stream().flatMap(List::stream).filter(CrowdWorker.Outcome::granted)
                .map(CrowdWorker.Outcome::operation).filter(operation -> operation instanceof Operation.Kick kick
                        && !rulers.get(kick.event()).contains(kick.actor().node()))
                .map(Operation::event).toList());
    }

    private static void sameState(Club club, SequentialNetwork model, List<Party> people, WireConnection connection) {
        Map<Long, String> roles = new LinkedHashMap<>();
        connection.call(WireConnection.command("list_nodes").put("network_id", club.network())).path("nodes")
                .forEach(node -> roles.put(node.path("node_id").asLong(), node.path("role").asText()));
        assertEquals(List.copyOf(model.roles().entrySet()), List.copyOf(roles.entrySet()), "also in the same order");
        Map<Long, Long> invited = new TreeMap<>();
        for (Party one : people) {
            assertEquals(model.roles().getOrDefault(one.node(), ""),
                    connection.call(WireConnection.command("get_member_role").put("network_id", club.network())
                            .put("target_node_id", one.node())).path("role").asText());
            connection.call(WireConnection.command("poll_invites").put("node_id", one.node()).put("signature",
                    one.key().sign("poll_invites:" + one.node()))).path("invites").forEach(invite -> {
                        if (invite.path("network_id").asLong() == club.network()) {
                            invited.put(one.node(), invite.path("inviter_id").asLong());
                        }
                    });
        }
        assertEquals(model.invited(), invited);
    }

    /** What the registry tells of its newest events is the end of the same history. */
    private static void sameTail(List<Event> history, Stagehand stage) {
        ObjectNode question = Stagehand.admin("get_audit_log").put("limit", 1000);
        List<String> told = new ArrayList<>();
        stage.all(List.of(question)).getFirst().path("entries").forEach(entry -> {
            if (entry.has("network_id")) {
                Map<String, String> fields = new HashMap<>();
                fields.put("node_id", entry.path("node_id").asText());
                for (String pair : entry.path("details").asText().split(", ")) {
                    int equals = pair.indexOf('=');
                    fields.put(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
                }
                told.add(new Event(entry.path("action").asText(), entry.path("network_id").asLong(), fields).key());
            }
        });
        List<String> tail = history.subList(history.size() - told.size(), history.size()).reversed().stream()
                .map(Event::key).toList();
        assertTrue(told.size() > 900, () -> told.size() + " entries");
        assertEquals(tail, told);
    }

    private static void report(List<List<CrowdWorker.Outcome>> outcomes, List<Event> history,
            Map<Long, SequentialNetwork> models, long millis) {
        Map<String, long[]> figures = new TreeMap<>();
        outcomes.stream().flatMap(List::stream).forEach(outcome -> figures
                .computeIfAbsent(outcome.operation().kind(), kind -> new long[2])[outcome.granted() ? 0 : 1]++);
        StringBuilder text = new StringBuilder();
        figures.forEach(
                (kind, counts) -> text.append(", ").append(kind).append(' ').append(counts[0]).append(" granted ")
                        .append(counts[1]).append(" refused"));
        System.out.printf("concurrency: %d operations of %d workers in %d ms, %d events, at most %s of %d members%s%n",
                outcomes.stream().mapToInt(List::size).sum(), WORKERS, millis, history.size(),
                models.values().stream().map(SequentialNetwork::most).toList(), CAP, text);
        assertAll(figures.entrySet().stream().map(each -> () -> assertTrue(
                each.getValue()[0] > 20 && each.getValue()[1] > 20,
                () -> each.getKey() + " was hardly tried: " + each.getValue()[0] + ", " + each.getValue()[1])));
        models.values().forEach(model -> assertEquals(CAP, model.most(), "the cap was never reached"));
    }
}
