package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.HttpDoor;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.protocol.trail.MerkleProofs;
import io.pilothouse.protocol.trail.TrailExport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The durable trail of the bundle: searched over the wire, exported and verified by the bundle's own command line. */
class AuditTrailIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AgentKey KEY = AgentKey.of("pilothouse-acceptance/trail");

    @TempDir
    private Path data;

    private static List<JsonNode> answers(WireConnection connection, List<ObjectNode> commands) {
        List<JsonNode> replies = connection.callAll(commands);
        replies.forEach(reply -> assertTrue(reply.path("type").asText().endsWith("_ok"), reply::toString));
        return replies;
    }

    /** A node, and so many changes of its tags. */
    private static long work(Registry registry, int changes) {
        try (WireConnection connection = registry.connect()) {
            long node = connection.call(Commands.register(KEY)).path("node_id").asLong();
            for (int from = 0; from < changes; from += 200) {
                List<ObjectNode> commands = new ArrayList<>();
                for (int i = from; i < Math.min(changes, from + 200); i++) {
                    commands.add(Commands.tags(KEY, node, List.of("t" + i)));
                }
                answers(connection, commands);
            }
            return node;
        }
    }

    private static Registry.Refusal cli(Registry registry, String... words) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(words));
        all.addAll(List.of("--admin-token", RegistryOptions.ADMIN_TOKEN, "--server",
                registry.protocol().getHostString() + ":" + registry.protocol().getPort()));
        return Registry.run(all, PATIENCE);
    }

    private static Registry.Refusal verify(Path export, String... more) {
        List<String> words = new ArrayList<>(List.of("audit", "verify", export.toString()));
        words.addAll(List.of(more));
        return Registry.run(words, PATIENCE);
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within 60 s: " + what);
            Thread.onSpinWait();
        }
    }

    private static JsonNode proof(Registry registry, long oldSize) {
        try (WireConnection connection = registry.connect()) {
            JsonNode[] reply = new JsonNode[1];
            await("a checkpoint", () -> {
                reply[0] = connection.call(Commands.admin("get_audit_proof").put("old_size", oldSize));
                return reply[0].path("type").asText().equals("get_audit_proof_ok");
            });
            return reply[0];
        }
    }

    private static String[] lines(JsonNode proof) {
        return proof.path("checkpoint").asText().split("\n");
    }

    @Test
    void whatIsExportedVerifiesAndWhatWasChangedDoesNot() throws IOException {
        Path export = data.resolve("export");
        Path kept = data.resolve("kept");
        String key;
        try (Registry registry = Registry.start(RegistryOptions.in(data.resolve("d")))) {
            work(registry, 300);
            JsonNode first = proof(registry, 0);
            key = first.path("key").asText();
            Files.writeString(kept, first.path("checkpoint").asText());
            work(registry, 300);
            Registry.Refusal exported = cli(registry, "export", export.toString());
            assertEquals(0, exported.exitCode(), exported::output);
            Registry.Refusal proved = cli(registry, "prove", "17", "--verifier", key, "--checkpoint", kept.toString());
            assertEquals(0, proved.exitCode(), proved::output);
            Registry.Refusal live = cli(registry, "verify", "--verifier", key, "--checkpoint", kept.toString());
            assertEquals(0, live.exitCode(), live::output);
            Registry.Refusal later = cli(registry, "export", data.resolve("later").toString(), "--from", "200");
            assertEquals(0, later.exitCode(), later::output);
        }
        // From here on nobody is asked: the registry is gone.
        assertEquals(0, verify(export, "--verifier", key, "--checkpoint", kept.toString()).exitCode());
        assertEquals(0, verify(data.resolve("later"), "--verifier", key).exitCode());
        String text = Files.readString(export);
        assertFalse(text.contains(RegistryOptions.ADMIN_TOKEN), "no secret in an export");
        changed(export, key);
        truncated(export, key, kept);
    }

    private void changed(Path export, String key) throws IOException {
        byte[] sound = Files.readAllBytes(export);
        Random choice = new Random(6962);
        for (int round = 0; round < 5; round++) {
            byte[] other = sound.clone();
            int at = choice.nextInt(other.length);
            other[at] ^= (byte) (1 << choice.nextInt(8));
            Registry.Refusal found = verify(Files.write(data.resolve("changed"), other), "--verifier", key);
            assertEquals(1, found.exitCode(), "byte " + at + ": " + found.output());
            assertFalse(found.output().contains("\tat "), found::output);
        }
        List<String> lines = Files.readAllLines(export);
        lines.set(42, lines.get(42).replace("\"outcome\":\"ok\"", "\"outcome\":\"no\""));
        Registry.Refusal named = verify(Files.write(data.resolve("changed"), lines), "--verifier", key);
        assertTrue(named.output().contains("entry 42 of "), named::output);
    }

    private void truncated(Path export, String key, Path kept) throws IOException {
        List<String> lines = Files.readAllLines(export);
        byte[] bytes = Files.readAllBytes(export);
        Path file = data.resolve("truncated");
        assertEquals(1, verify(Files.write(file, lines.subList(0, lines.size() - 3)), "--verifier", key).exitCode());
        assertEquals(1,
                verify(Files.write(file, Arrays.copyOf(bytes, bytes.length - 1)), "--verifier", key).exitCode());
        // A whole export of an earlier moment is found out by a checkpoint of a later one.
        Registry.Refusal early = verify(export, "--verifier", key, "--checkpoint",
                data.resolve("newer").toString());
        assertNotEquals(0, early.exitCode(), "a checkpoint that is not there is no checkpoint");
        try (Registry registry = Registry.start(RegistryOptions.in(data.resolve("d")))) {
            work(registry, 10);
            Files.writeString(data.resolve("newer"), proof(registry, 0).path("checkpoint").asText());
        }
        Registry.Refusal found = verify(export, "--verifier", key, "--checkpoint", data.resolve("newer").toString());
        assertEquals(1, found.exitCode(), found::output);
        assertTrue(found.output().contains("truncated"), found::output);
        assertEquals(0, verify(export, "--verifier", key, "--checkpoint", kept.toString()).exitCode());
    }

    @Test
    void theTreeGoesOnAfterRestartsAndKills() {
        RegistryOptions options = RegistryOptions.in(data.resolve("d"));
        String key = "";
        String[] old = null;
        for (int round = 0; round < 3; round++) {
            try (Registry registry = Registry.start(options)) {
                work(registry, 150);
                JsonNode now = proof(registry, old == null ? 0 : Long.parseLong(old[1]));
                String[] lines = lines(now);
                if (old != null) {
                    assertEquals(key, now.path("key").asText());
                    assertEquals(old[0], lines[0], "the origin");
                    assertTrue(Long.parseLong(lines[1]) > Long.parseLong(old[1]));
                    assertTrue(consistent(old, lines, now), () -> now.toString());
                }
                key = now.path("key").asText();
                old = lines;
                if (round % 2 == 0) {
                    registry.kill();
                }
            }
        }
    }

    private static boolean consistent(String[] old, String[] now, JsonNode proof) {
        List<String> hashes = new ArrayList<>();
        proof.path("consistency").forEach(hash -> hashes.add(hash.asText()));
        return MerkleProofs.consistent(Long.parseLong(old[1]), Long.parseLong(now[1]),
                Base64.getDecoder().decode(old[2]), Base64.getDecoder().decode(now[2]),
                TrailExport.bytes(hashes));
    }

    @Test
    void moreThanAThousandAreFoundByFiltersAndCursors() {
        try (Registry registry = Registry.start(RegistryOptions.in(data.resolve("d")))) {
            long node = work(registry, 2_500);
            try (WireConnection connection = registry.connect()) {
                assertEquals(1_000,
                        connection.call(Commands.admin("get_audit_log").put("limit", 1_000)).path("entries").size(),
                        "R1's question");
                List<JsonNode> found = pages(connection, Commands.admin("get_audit_log").put("limit", 700)
                        .put("action", "tags.*").put("order", "oldest"));
                assertEquals(2_500, found.size());
                Set<Long> sequences = new HashSet<>();
                for (JsonNode entry : found) {
                    sequences.add(entry.path("sequence").asLong());
                    assertEquals("tags.changed", entry.path("action").asText());
                    assertEquals(entry.path("sequence").asLong() - 1, entry.path("leaf_index").asLong());
                    assertEquals("node:" + node, entry.path("actor").asText());
                    assertEquals("signature", entry.path("proof").asText());
                    assertEquals("127.0.0.1", entry.path("source").asText());
                    assertEquals("set_tags", entry.path("command").asText());
                    assertEquals("ok", entry.path("outcome").asText());
                    assertEquals(1, entry.path("data").path("new_tags_count").asInt());
                    assertFalse(entry.path("request").asText().isEmpty());
                }
                assertEquals(2_500, sequences.size(), "none twice");
                assertEquals(1,
                        pages(connection, Commands.admin("get_audit_log").put("action", "node.registered")).size());
                assertEquals(2_501, pages(connection, Commands.admin("get_audit_log").put("node_id", node)).size());
                assertEquals(0,
                        pages(connection, Commands.admin("get_audit_log").put("until", "2020-01-01T00:00:00Z")).size());
            }
            Registry.Refusal shown = cli(registry, "log", "--limit", "1500", "--action", "tags.changed");
            assertEquals(0, shown.exitCode(), shown::output);
        }
    }

    private static List<JsonNode> pages(WireConnection connection, ObjectNode question) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode reply = connection.call(cursor.isEmpty() ? question : question.deepCopy().put("cursor", cursor));
            assertEquals("get_audit_log_ok", reply.path("type").asText(), reply::toString);
            reply.path("entries").forEach(found::add);
            cursor = reply.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void refusalsAreRecordedInBoundedNumberAndNotShownToR1() {
        try (Registry registry = Registry.start(RegistryOptions.in(data.resolve("d"))
                .with("audit-denials-per-source", "3")); WireConnection connection = registry.connect()) {
            long node = connection.call(Commands.register(KEY)).path("node_id").asLong();
            for (int i = 0; i < 400; i++) {
                assertEquals("error", connection.call(Commands.hostname(AgentKey.of("another"), node, "mine"))
                        .path("type").asText());
            }
            connection.call(WireConnection.command("get_audit_log").put("admin_token", "guessed-secret"));
            List<JsonNode> denied = pages(connection, Commands.admin("get_audit_log").put("action", "auth.denied"));
            assertAll(() -> assertTrue(denied.size() >= 3 && denied.size() < 400, denied.size() + " recorded"),
                    () -> assertEquals("unauthenticated: signature verification failed",
                            denied.getLast().path("outcome").asText()),
                    () -> assertEquals(node, denied.getLast().path("node_id").asLong()),
                    () -> assertEquals("none", denied.getLast().path("proof").asText()),
                    () -> assertFalse(denied.toString().contains("guessed-secret")));
            JsonNode old = connection.call(Commands.admin("get_audit_log").put("limit", 1_000));
            assertEquals(1, old.path("entries").size(), old::toString);
            try (HttpDoor http = new HttpDoor(registry.http())) {
                assertFalse(http.fetch("/metrics").body().contains("pilothouse_audit_denials_suppressed 0\n"));
            }
        }
    }

    @Test
    void startsStopsAndKillsAreToldApart() {
        Registry registry = Registry.start(RegistryOptions.in(data.resolve("d")));
        assertTrue(registry.stop() >= 0, "did not stop within 5 s");
        Registry second = registry.again();
        second.kill();
        try (Registry third = second.again(); WireConnection connection = third.connect()) {
            List<JsonNode> lives = pages(connection,
                    Commands.admin("get_audit_log").put("action", "server.*").put("order", "oldest"));
            assertAll(lives.toString(),
                    () -> assertEquals(List.of("server.started", "server.stopped", "server.started", "server.started"),
                            lives.stream().map(entry -> entry.path("action").asText()).toList()),
                    () -> assertFalse(lives.getFirst().at("/data/version").asText().isEmpty()),
                    () -> assertTrue(lives.get(1).at("/data/uptime_seconds").isIntegralNumber()),
                    () -> assertEquals("internal", lives.getFirst().path("proof").asText()));
            assertEquals(0, connection.call(Commands.admin("get_audit_log")).path("entries").size(), "not R1's matter");
        }
    }

    @Test
    void wrongTokensOfStandbysAndDashboardsAreRefusalsToo() {
        RegistryOptions options = RegistryOptions.in(data.resolve("d")).with("replication-token", "right-replication");
        try (Registry registry = Registry.start(options);
                WireConnection connection = registry.connect();
                HttpDoor http = new HttpDoor(registry.http())) {
            try (WireConnection standby = registry.connect()) {
                assertEquals("invalid replication token", standby.call(WireConnection.command("subscribe_replication")
                        .put("token", "guessed-secret")).path("error").asText());
            }
            assertFalse(http.fetch("/api/stats?token=guessed-secret").body().contains("\"networks\""));
            assertFalse(http.request("GET", "/api/stats", Map.of("Authorization", "Bearer guessed-secret")).body()
                    .contains("\"networks\""));
            assertTrue(http.fetch("/api/stats?token=" + RegistryOptions.DASHBOARD_TOKEN).body()
                    .contains("\"networks\""));
            await("the refusals to be recorded",
                    () -> pages(connection, Commands.admin("get_audit_log").put("action", "auth.denied")).size() >= 3);
            List<JsonNode> denied = pages(connection, Commands.admin("get_audit_log").put("action", "auth.denied"));
            assertAll(() -> assertEquals(List.of("/api/stats", "/api/stats", "subscribe_replication"),
                    denied.stream().map(entry -> entry.path("data").path("command").asText()).toList()),
                    () -> assertEquals("unauthenticated: invalid dashboard token",
                            denied.getFirst().path("outcome").asText()),
                    () -> assertEquals("unauthenticated: invalid replication token",
                            denied.getLast().path("outcome").asText()),
                    () -> assertFalse(denied.toString().contains("guessed-secret")));
        }
    }

    @Test
    void retentionDropsOldEntriesAndTheTreeStays() throws IOException {
        RegistryOptions options = RegistryOptions.in(data.resolve("d")).with("audit-retention-records", "50");
        String key;
        // A snapshot is written at each stop; what the older of two needs is kept.
        try (Registry registry = Registry.start(options)) {
            work(registry, 300);
            key = proof(registry, 0).path("key").asText();
            Files.writeString(data.resolve("kept"), proof(registry, 0).path("checkpoint").asText());
            assertEquals(0, registry.stop());
        }
        try (Registry registry = Registry.start(options)) {
            work(registry, 300);
            assertEquals(0, registry.stop());
        }
        for (int start = 0; start < 2; start++) {
            try (Registry registry = Registry.start(options); WireConnection connection = registry.connect()) {
                await("old entries to be dropped", () -> connection
                        .call(Commands.admin("get_audit_trail").put("from", 1)).path("first").asLong() > 250);
                Registry.Refusal exported = cli(registry, "export", data.resolve("export" + start).toString());
                assertEquals(0, exported.exitCode(), exported::output);
                assertEquals(0, verify(data.resolve("export" + start), "--verifier", key).exitCode());
                Registry.Refusal proved = cli(registry, "prove", "5", "--verifier", key, "--checkpoint",
                        data.resolve("kept").toString());
                assertEquals(0, proved.exitCode(), proved::output);
                JsonNode gone = connection.call(Commands.admin("get_audit_proof").put("sequence", 5));
                assertTrue(gone.has("inclusion") && !gone.has("entry"), gone::toString);
                assertEquals(1L, connection.call(Commands.register(KEY)).path("node_id").asLong());
                assertEquals(0, registry.stop());
            }
        }
        assertTrue(Files.readString(data.resolve("export0"), StandardCharsets.UTF_8).startsWith(
                "{\"pilothouse_audit\":1,\"key\":\"" + key + "\",\"from\":"));
    }

    @Test
    void aStandbyHasTheSameTree() {
        RegistryOptions leading = RegistryOptions.in(data.resolve("primary")).with("replication-token", "r");
        try (Registry primary = Registry.start(leading);
                Registry standby = Registry.start(RegistryOptions.in(data.resolve("standby"))
                        .with("replication-token", "r").with("standby-of",
                                primary.protocol().getHostString() + ":" + primary.protocol().getPort()))) {
            work(primary, 200);
            String[] here = lines(proof(primary, 0));
            await("the standby", () -> Arrays.equals(Arrays.copyOf(here, 3),
                    Arrays.copyOf(lines(proof(standby, 0)), 3)));
        }
    }

    /** Somebody puts yesterday's store back, and today's checkpoint remembers. */
    @Test
    void aStoreThatForgotIsNotVouchedFor() throws IOException {
        RegistryOptions options = RegistryOptions.in(data.resolve("d"));
        Path backup = Files.createDirectory(data.resolve("backup"));
        try (Registry registry = Registry.start(options)) {
            work(registry, 20);
            assertEquals(0, registry.stop());
        }
        copyFiles(options.data(), backup);
        try (Registry registry = Registry.start(options)) {
            work(registry, 20);
            assertEquals(0, registry.stop());
        }
        copyFiles(backup, options.data());
        try (Registry registry = Registry.start(options); WireConnection connection = registry.connect()) {
            assertTrue(registry.log().await(line -> line.text().contains("cannot be vouched for"), PATIENCE)
                    .isPresent());
            JsonNode refused = connection.call(Commands.admin("get_audit_proof"));
            assertTrue(refused.path("error").asText().contains("records were lost"), refused::toString);
            assertEquals("register_ok", connection.call(Commands.register(KEY)).path("type").asText(),
                    "the registry itself works");
        }
    }

    /** Copies the files of a folder, in place of those that are there, but not its subfolders. */
    private static void copyFiles(Path from, Path to) throws IOException {
        for (Path old : files(to)) {
            Files.delete(old);
        }
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
