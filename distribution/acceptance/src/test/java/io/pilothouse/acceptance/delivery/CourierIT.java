package io.pilothouse.acceptance.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.HttpDoor;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Fault;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events leave the registry at least once and in order, whatever becomes of it and of those who take them. */
class CourierIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = 6;

    @TempDir
    private Path folder;
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
    }

    private RegistryOptions options(String name) {
        return RegistryOptions.in(folder.resolve(name)).with("outbound-private-networks", "allow");
    }

    private static JsonNode ok(WireConnection connection, ObjectNode command) {
        JsonNode reply = connection.call(command);
        assertEquals(command.path("type").asText() + "_ok", reply.path("type").asText(), reply::toString);
        return reply;
    }

    private static ObjectNode provision(String document) {
        try {
            return Commands.admin("provision_network").set("blueprint", MAPPER.readTree(document));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Changes, each of which is an event with a number of its own. */
    private static void change(Registry registry, int from, int count) {
        try (WireConnection connection = registry.connect()) {
            List<ObjectNode> commands = new ArrayList<>();
            for (int i = from; i < from + count; i++) {
                commands.add(Commands.admin("set_network_policy").put("network_id", 1).put("max_members", i));
            }
            connection.callAll(commands)
                    .forEach(reply -> assertEquals("set_network_policy_ok", reply.path("type").asText()));
        }
    }

    private static JsonNode event(Received request) {
        try {
            return MAPPER.readTree(request.body());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** What came to a path, by number in the order of first arrival. */
    private Map<Long, JsonNode> events(String path) {
        Map<Long, JsonNode> events = new LinkedHashMap<>();
        for (Received request : receiver.received()) {
            if (request.path().equals(path)) {
                JsonNode event = event(request);
                events.putIfAbsent(event.path("event_id").asLong(), event);
            }
        }
        return events;
    }

    private void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end,
                    () -> "not within " + PATIENCE + ": " + what + "; there came "
                            + receiver.received().stream().map(Received::text).toList());
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean came(String path, String text) {
        return receiver.received().stream()
                .anyMatch(request -> request.path().equals(path) && request.text().contains(text));
    }

    @Test
    void everyEventArrivesInOrderOverOutagesAndKills() throws Exception {
        Registry registry = Registry.start(options("order"));
        try (WireConnection connection = registry.connect()) {
            ok(connection, provision("{\"name\":\"fleet\",\"enterprise\":true}"));
            ok(connection, Commands.admin("set_audit_export").put("format", "json").put("endpoint",
                    receiver.uri("/audit").toString()));
        }
        change(registry, 1_000, 100);
        until("the first hundred", () -> came("/audit", "new_max_members=1099"));
        receiver.fails(Fault.BROKEN);
        change(registry, 1_100, 100);
        registry.kill();
        registry = registry.again();
        change(registry, 1_200, 100);
        receiver.fails(Fault.SILENT);
        change(registry, 1_300, 50);
        registry.kill();
        registry = registry.again();
        receiver.forget();
        receiver.recovers();
        try (Registry last = registry; WireConnection connection = last.connect()) {
            change(last, 1_350, 50);
            until("the last one", () -> came("/audit", "new_max_members=1399"));
            until("a quiet sink", () -> metric(last, "pilothouse_sink_lag_events") == 0);
            JsonNode state = ok(connection, Commands.admin("get_audit_export"));
            assertTrue(state.path("exported").asLong() >= 50 && state.path("dropped").asLong() == 0, state::toString);
        }
        Map<Long, JsonNode> events = events("/audit");
        List<Long> ids = List.copyOf(events.keySet());
        assertEquals(LongStream.rangeClosed(ids.getFirst(), ids.getLast()).boxed().toList(), ids,
                "in order and without a gap");
        List<Long> changed = events.values().stream()
                .filter(event -> event.path("action").asText().startsWith("network.policy"))
                .map(event -> event.path("data").path("new_max_members").asLong()).toList();
        assertTrue(changed.getFirst() <= 1_100, "what was not answered before the kills came again: " + changed);
        assertEquals(LongStream.rangeClosed(changed.getFirst(), 1_399).boxed().toList(), changed);
    }

    /** The sum of a metric over its labels. */
    private static double metric(Registry registry, String name) {
        try (HttpDoor door = new HttpDoor(registry.http())) {
            return door.fetch("/metrics").body().lines().filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
        }
    }

    @Test
    void whatIsRefusedForGoodIsKeptAndCanBeOfferedAgain() throws Exception {
        receiver.answers(request -> request.text().contains("\"new_max_members\":1013")
                ? Answer.status(400)
                : Answer.json(200, "{}"));
        Registry registry = Registry.start(options("letters"));
        try (WireConnection connection = registry.connect()) {
            ok(connection, provision("{\"name\":\"fleet\",\"enterprise\":true}"));
            ok(connection, Commands.admin("set_webhook").put("url", receiver.uri("/hook").toString()));
            change(registry, 1_010, 6);
            until("the one after it", () -> came("/hook", "\"new_max_members\":1015"));
            JsonNode state = ok(connection, Commands.admin("get_webhook"));
            assertEquals("1 1 0",
                    state.path("failed") + " " + state.path("dlq_size") + " " + state.path("dropped"));
            assertEquals(1,
                    receiver.received().stream().filter(request -> request.text().contains("\"new_max_members\":1013"))
                            .count(),
                    "no second attempt at what was refused");
        }
        registry.kill();
        try (Registry again = registry.again(); WireConnection connection = again.connect()) {
            JsonNode letters = ok(connection, Commands.admin("get_webhook_dlq"));
            assertEquals(1, letters.path("count").asInt(), letters::toString);
            assertTrue(letters.path("events").path(0).toString().contains("\"new_max_members\":1013"),
                    letters::toString);
            receiver.answers(request -> Answer.json(200, "{}"));
            receiver.forget();
            assertEquals(1, ok(connection, Commands.admin("replay_webhook_dlq")).path("count").asInt());
            until("the dead letter", () -> came("/hook", "\"new_max_members\":1013"));
            until("an empty box", () -> ok(connection, Commands.admin("get_webhook")).path("dlq_size").asInt() == 0);
            assertEquals("error",
                    connection.call(Commands.admin("purge_webhook_dlq").put("sink", "elsewhere")).path("type")
                            .asText());
        }
    }

    @Test
    void aNetworksSinksGetItsOwnEventsThatTheyWant() throws Exception {
        try (Registry registry = Registry.start(options("scopes")); WireConnection connection = registry.connect()) {
            String webhooks = "\"scope\":\"network\",\"webhooks\":[{\"url\":\"%s\",\"events\":[\"network.*\"]}]";
            ok(connection, provision("{\"name\":\"one\",\"enterprise\":true,"
                    + webhooks.formatted(receiver.uri("/one")) + "}"));
            ok(connection, provision("{\"name\":\"two\",\"enterprise\":true,"
                    + webhooks.formatted(receiver.uri("/two")) + "}"));
            ok(connection, Commands.admin("set_network_policy").put("network_id", 2).put("max_members", 22));
            ok(connection, Commands.admin("set_network_policy").put("network_id", 1).put("max_members", 11));
            until("both", () -> came("/one", "\"new_max_members\":11") && came("/two", "\"new_max_members\":22"));
        }
        assertTrue(events("/one").values().stream().allMatch(event -> event.path("details").path("network_id")
                .asLong() == 1), () -> events("/one").toString());
        assertTrue(events("/two").values().stream().allMatch(event -> event.path("action").asText()
                .startsWith("network.")), () -> events("/two").toString());
    }

    /** The place of an event in the tree, and a checkpoint that the registry vouches for. */
    @Test
    void anEventTellsWhereItIsInTheTree() throws Exception {
        try (Registry registry = Registry.start(options("tree")); WireConnection connection = registry.connect()) {
            ok(connection, provision("{\"name\":\"fleet\",\"enterprise\":true}"));
            ok(connection, Commands.admin("set_audit_export").put("format", "json").put("endpoint",
                    receiver.uri("/audit").toString()));
            change(registry, 10, 40);
            JsonNode[] proof = new JsonNode[1];
            until("a checkpoint", () -> {
                proof[0] = connection.call(Commands.admin("get_audit_proof").put("old_size", 0));
                return proof[0].path("type").asText().equals("get_audit_proof_ok");
            });
            change(registry, 50, 1);
            until("the last one", () -> came("/audit", "new_max_members=50"));
            JsonNode event = List.copyOf(events("/audit").values()).getLast();
            assertEquals(event.path("sequence").asLong() - 1, event.path("leaf_index").asLong(), event::toString);
            Path checkpoint = Files.writeString(folder.resolve("checkpoint"), event.path("checkpoint").asText());
            Registry.Refusal proved = Registry.run(List.of("audit", "prove", "5", "--verifier",
                    proof[0].path("key").asText(), "--checkpoint", checkpoint.toString(), "--admin-token",
                    RegistryOptions.ADMIN_TOKEN, "--server",
                    registry.protocol().getHostString() + ":" + registry.protocol().getPort()), PATIENCE);
            assertEquals(0, proved.exitCode(), proved::output);
        }
    }

    /** Whatever the record says is in force after the restart, also if nothing had begun when the registry was killed. */
    @Test
    void aKillRightAfterTheRecordLosesNoSink() throws Exception {
        String document = """
                {"name":"warehouse","enterprise":true,
                 "identity_provider":{"type":"oidc","url":"%s","issuer":"https://id.example.net/","client_id":"pilot"},
                 "webhooks":[{"url":"%s"}],
                 "audit_export":{"format":"json","endpoint":"%s"}}""".formatted(receiver.uri("/keys"),
                receiver.uri("/hook"), receiver.uri("/audit"));
        Random random = new Random(5);
        for (int round = 0; round < KILLS; round++) {
            receiver.forget();
            Registry registry = Registry.start(options("kill" + round));
            try (WireConnection connection = registry.connect()) {
                assertTrue(ok(connection, provision(document)).path("created").asBoolean());
                TimeUnit.MICROSECONDS.sleep(random.nextInt(round * 500 + 1));
                registry.kill();
            }
            receiver.forget();
            try (Registry again = registry.again(); WireConnection connection = again.connect()) {
                change(again, 77, 1);
                until("events in both sinks",
                        () -> came("/audit", "new_max_members=77") && came("/hook", "\"new_max_members\":77"));
                assertFalse(again.log().whole().contains("no plugin serves it"), again.log()::whole);
                for (String path : List.of("/audit", "/hook")) {
                    List<Long> ids = List.copyOf(events(path).keySet());
                    assertEquals(LongStream.rangeClosed(ids.getFirst(), ids.getLast()).boxed().toList(), ids, path);
                }
                connection.call(Commands.admin("validate_token").put("token",
                        "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhIn0.AAAA"));
                until("a question to the provider", () -> receiver.received().stream()
                        .anyMatch(request -> request.path().equals("/keys")));
                assertFalse(ok(connection, provision(document)).path("changed").asBoolean(true));
            }
        }
    }
}
