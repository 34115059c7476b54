package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.HttpDoor;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two registries of the bundle, the one following the other, through the death of the primary and a promotion. */
class StandbyIT {
    private static final String TOKEN = "acceptance-replication";
    private static final int CLIENTS = 4;
    private static final int REGISTRATIONS = 150;
    private static final int CHANGES = 1_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path data;

    private RegistryOptions primary() {
        return RegistryOptions.in(data.resolve("primary")).with("replication-token", TOKEN);
    }

    private RegistryOptions standbyOf(InetSocketAddress primary) {
        return RegistryOptions.in(data.resolve("standby")).with("replication-token", TOKEN).with("standby-of",
                primary.getHostString() + ":" + primary.getPort());
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within 60 s: " + what);
            Thread.onSpinWait();
        }
    }

    private static JsonNode health(Registry registry) {
        try (HttpDoor http = new HttpDoor(registry.http())) {
            return MAPPER.readTree(http.fetch("/healthz").body());
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static String metrics(Registry registry) {
        try (HttpDoor http = new HttpDoor(registry.http())) {
            return http.fetch("/metrics").body();
        }
    }

    /** Registrations and changes of several clients at once; gives each key's node. */
    private static Map<String, Long> load(Registry registry) throws Exception {
        Map<String, Long> nodes = new ConcurrentHashMap<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int own = client;
                running.add(clients.submit(() -> {
                    work(registry, own, nodes);
                    return null;
                }));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        }
        return new TreeMap<>(nodes);
    }

    private static void work(Registry registry, int client, Map<String, Long> nodes) {
        try (WireConnection connection = registry.connect()) {
            for (int i = 0; i < REGISTRATIONS; i++) {
                String name = "standby/" + client + "/" + i;
                long id = ok(connection.call(Commands.register(AgentKey.of(name)))).path("node_id").asLong();
                nodes.put(name, id);
                if (i * CLIENTS < CHANGES - REGISTRATIONS * CLIENTS) {
                    ok(connection.call(Commands.tags(AgentKey.of(name), id, List.of("t" + client, "i" + i))));
                }
            }
        }
    }

    private static JsonNode ok(JsonNode reply) {
        assertTrue(reply.path("type").asText().endsWith("_ok"), reply::toString);
        return reply;
    }

    private static void answers(Registry registry, Map<String, Long> nodes) {
        try (WireConnection connection = registry.connect()) {
            List<ObjectNode> questions = nodes.values().stream().map(Commands::lookup).toList();
            List<JsonNode> replies = connection.callAll(questions);
            int index = 0;
            for (Map.Entry<String, Long> node : nodes.entrySet()) {
                JsonNode reply = replies.get(index++);
                assertEquals(AgentKey.of(node.getKey()).publicKey(), reply.path("public_key").asText(),
                        () -> node + ": " + reply);
            }
        }
    }

    private static boolean knows(Registry registry, long node, String tag) {
        try (WireConnection connection = registry.connect()) {
            return connection.call(Commands.lookup(node)).path("tags").toString().contains(tag);
        }
    }

    @Test
    void whatThePrimaryAcknowledgedLivesOnInTheStandby() throws Exception {
        Map<String, Long> nodes;
        RegistryOptions following;
        try (Registry primary = Registry.start(primary())) {
            following = standbyOf(primary.protocol());
            try (Registry standby = Registry.start(following)) {
                nodes = load(primary);
                long first = nodes.get("standby/0/0");
                try (WireConnection connection = primary.connect()) {
                    ok(connection.call(Commands.tags(AgentKey.of("standby/0/0"), first, List.of("the-last-change"))));
                }
                await("the last change", () -> knows(standby, first, "the-last-change"));
                answers(standby, nodes);
                JsonNode health = health(standby);
                assertAll(health.toString(), () -> assertEquals("standby", health.path("role").asText()),
                        () -> assertTrue(health.path("following").asBoolean()),
                        () -> assertEquals(health(primary).path("registry").asText(),
                                health.path("registry").asText()),
                        () -> assertFalse(health(primary).has("role")));
                assertTrue(metrics(primary).contains("\npilothouse_replication_subscribers 1\n"));
                assertTrue(metrics(standby).contains("\npilot_replication_is_standby 1\n"));
                refusesWrites(standby);
                primary.kill();
                answers(standby, nodes);
                await("the primary missed", () -> !health(standby).path("following").asBoolean());
                assertEquals("ok", health(standby).path("status").asText());
                standby.kill();
            }
        }
        restartedAloneThenPromoted(following, nodes);
    }

    private static void refusesWrites(Registry standby) {
        try (WireConnection connection = standby.connect()) {
            assertEquals("standby mode: write operations not accepted (use primary)",
                    connection.call(Commands.register(AgentKey.of("standby/new"))).path("error").asText());
        }
    }

    private void restartedAloneThenPromoted(RegistryOptions following, Map<String, Long> nodes) {
        try (Registry alone = Registry.start(following)) {
            answers(alone, nodes);
            assertEquals(0, alone.stop(), alone.log()::whole);
        }
        try (Registry promoted = Registry.start(following.without("standby-of"));
                WireConnection connection = promoted.connect()) {
            answers(promoted, nodes);
            long highest = nodes.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            assertEquals(highest + 1, ok(connection.call(Commands.register(AgentKey.of("standby/new"))))
                    .path("node_id").asLong());
            for (Map.Entry<String, Long> node : nodes.entrySet()) {
                assertEquals(node.getValue(), ok(connection.call(Commands.register(AgentKey.of(node.getKey()))))
                        .path("node_id").asLong(), "a known key keeps its id");
            }
            assertFalse(health(promoted).has("role"));
        }
    }

    @Test
    void afterACleanStopTheTwoChangePlaces() {
        try (Registry primary = Registry.start(primary());
                Registry standby = Registry.start(standbyOf(primary.protocol()))) {
            try (WireConnection connection = primary.connect()) {
                ok(connection.call(Commands.register(AgentKey.of("standby/first"))));
            }
            assertEquals(0, primary.stop(), primary.log()::whole);
            assertEquals(0, standby.stop(), standby.log()::whole);
            try (Registry promoted = Registry.start(standby.options().without("standby-of"))) {
                try (WireConnection connection = promoted.connect()) {
                    assertEquals(2, ok(connection.call(Commands.register(AgentKey.of("standby/second"))))
                            .path("node_id").asLong());
                }
                String address = promoted.protocol().getHostString() + ":" + promoted.protocol().getPort();
                try (Registry back = Registry.start(primary().with("standby-of", address))) {
                    assertTrue(health(back).path("following").asBoolean(), () -> health(back).toString());
                    answers(back, Map.of("standby/first", 1L, "standby/second", 2L));
                }
            }
        }
    }

    @Test
    void theStreamMayBeTlsOnly() throws Exception {
        try (Registry primary = Registry.start(primary().with("plain", "false"))) {
            try (WireConnection connection = WireConnection.pinned(primary.protocol(), primary.fingerprint())) {
                ok(connection.call(Commands.register(AgentKey.of("standby/tls"))));
            }
            try (Registry standby = Registry
                    .start(standbyOf(primary.protocol()).with("standby-tls-pin", primary.fingerprint()))) {
                answers(standby, Map.of("standby/tls", 1L));
                assertEquals(0, standby.stop());
            }
            try (Registry clear = Registry.start(standbyOf(primary.protocol()))) {
                JsonNode health = health(clear);
                assertFalse(health.path("following").asBoolean(), health::toString);
                assertTrue(health.path("trouble").asText().contains("without TLS"), health::toString);
                answers(clear, Map.of("standby/tls", 1L));
            }
        }
    }

    @Test
    void aWrongTokenIsNamedAndBringsNothing() {
        try (Registry primary = Registry.start(primary());
                Registry standby = Registry
                        .start(standbyOf(primary.protocol()).with("replication-token", "another"))) {
            JsonNode health = health(standby);
            assertTrue(health.path("trouble").asText().contains("invalid replication token"), health::toString);
            assertFalse(health.path("following").asBoolean(), health::toString);
            assertEquals("", health.path("registry").asText());
            assertTrue(metrics(primary).contains("\npilothouse_replication_subscribers 0\n"));
        }
    }

    @Test
    void dataOfAnotherRegistryIsNotFollowedOver() {
        RegistryOptions own = RegistryOptions.in(data.resolve("standby"));
        try (Registry other = Registry.start(own); WireConnection connection = other.connect()) {
            ok(connection.call(Commands.register(AgentKey.of("standby/mine"))));
            assertEquals(0, other.stop());
        }
        try (Registry primary = Registry.start(primary())) {
            Registry.Refusal refusal = Registry.startRefused(standbyOf(primary.protocol()), Duration.ofSeconds(30));
            assertAll(refusal.output(), () -> assertNotEquals(0, refusal.exitCode()),
                    () -> assertFalse(refusal.listened()),
                    () -> assertTrue(refusal.output().contains("start the standby with an empty data folder")),
                    () -> assertFalse(refusal.output().contains("\tat "), "no stack trace"));
        }
        try (Registry other = Registry.start(own)) {
            answers(other, Map.of("standby/mine", 1L));
        }
    }
}
