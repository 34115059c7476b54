package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.HttpDoor;
import io.pilothouse.acceptance.harness.LogLine;
import io.pilothouse.acceptance.harness.PrometheusTool;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle as an operator meets it: starting, stopping, wrong options, TLS, HTTP, log lines. */
class SmokeIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final AgentKey KEY = AgentKey.of("pilothouse-acceptance/smoke");

    private static final Pattern GENERATED = Pattern.compile("(?i)admin.token[^\\n]*\\n?\\s*([A-Za-z0-9_-]{20,})");

    @TempDir
    private Path data;

    @Test
    void sigtermEndsItWithZeroWithinFiveSecondsAlsoWithOpenConnections() {
        try (Registry registry = Registry.start(RegistryOptions.in(data));
                WireConnection idle = registry.connect();
                WireConnection half = registry.connect()) {
            assertEquals("register_ok", idle.call(Commands.register(KEY)).path("type").asText());
            half.send(new byte[]{0, 0, 1, 0, '{'});
            long before = System.nanoTime();
            assertEquals(0, registry.stop(), registry.log()::whole);
            assertTrue(System.nanoTime() - before < 5_000_000_000L, "took more than 5 s");
        }
    }

    @Test
    void plainAndTlsShareOnePortAndTheCertificateSurvivesARestart() throws IOException {
        String fingerprint;
        try (Registry registry = Registry.start(RegistryOptions.in(data))) {
            fingerprint = registry.fingerprint();
            try (WireConnection tls = WireConnection.pinned(registry.protocol(), fingerprint);
                    WireConnection plain = registry.connect()) {
                assertEquals("beacon_list_ok", tls.call(WireConnection.command("beacon_list")).path("type").asText());
                assertEquals("beacon_list_ok", plain.call(WireConnection.command("beacon_list")).path("type").asText());
            }
            assertEquals(0, registry.stop());
            try (Registry again = registry.again()) {
                assertEquals(fingerprint, again.fingerprint());
            }
        }
        assertTrue(fingerprint.matches("[0-9a-f]{64}"), fingerprint);
    }

    @Test
    void wrongOptionsAreReportedTogetherWithSuggestions() {
        Registry.Refusal refusal = Registry.startRefused(RegistryOptions.in(data).with("max-nodez", "5")
                .with("log-formatt", "json").with("max-connections", "many"), SHORT);
        assertAll(refusal.output(), () -> assertNotEquals(0, refusal.exitCode()),
                () -> assertFalse(refusal.listened(), "it listened"),
                () -> assertTrue(refusal.output().contains("max-nodez"), "names the first unknown option"),
                () -> assertTrue(refusal.output().contains("max-nodes"), "suggests max-nodes"),
                () -> assertTrue(refusal.output().contains("log-formatt"), "names the second unknown option"),
                () -> assertTrue(refusal.output().matches("(?s).*log-format[^t].*"), "suggests log-format"),
                () -> assertTrue(refusal.output().contains("max-connections"), "names the wrong value's option"),
                () -> assertFalse(refusal.output().contains("\tat "), "no stack trace"));
    }

    @Test
    void unknownKeysOfAConfigurationFileStopTheStart() throws IOException {
        Path file = Files.writeString(data.resolve("my.properties"), "max-nodez=5\n");
        Registry.Refusal refusal = Registry
                .startRefused(RegistryOptions.in(data.resolve("d")).with("config", file.toString()), SHORT);
        assertAll(refusal.output(), () -> assertNotEquals(0, refusal.exitCode()),
                () -> assertTrue(refusal.output().contains("max-nodez"), "names the key"),
                () -> assertTrue(refusal.output().contains("max-nodes"), "suggests max-nodes"));
    }

    @Test
    void twoRegistriesCannotShareOneDataFolder() {
        try (Registry registry = Registry.start(RegistryOptions.in(data))) {
            Registry.Refusal refusal = Registry.startRefused(registry.options(), SHORT);
            assertNotEquals(0, refusal.exitCode(), refusal.output());
            assertFalse(refusal.listened(), refusal.output());
            try (WireConnection connection = registry.connect()) {
                assertEquals("register_ok", connection.call(Commands.register(KEY)).path("type").asText());
            }
        }
    }

    @Test
    void generatedAdminTokenIsPrintedAtTheFirstStartOnlyAndKept() throws IOException {
        RegistryOptions options = RegistryOptions.in(data).without("admin-token").flagged("--admin-token-generate");
        try (Registry registry = Registry.start(options)) {
            assertEquals(0, registry.stop());
            String token = GENERATED.matcher(registry.standardOutput()).results().map(found -> found.group(1))
                    .findFirst().orElse("none");
            assertNotEquals("none", token, "no generated token in: " + registry.standardOutput());
            assertFalse(registry.log().whole().contains(token), "a log is no place for a token");
            try (Registry again = registry.again(); WireConnection connection = again.connect()) {
                assertEquals("list_nodes_ok", connection.call(WireConnection.command("list_nodes")
                        .put("network_id", 0).put("admin_token", token)).path("type").asText(), "still valid");
                assertFalse(again.standardOutput().contains(token), "printed again");
            }
        }
    }

    @Test
    void jsonLogHoldsAuditLines() {
        try (Registry registry = Registry.start(RegistryOptions.in(data).with("log-format", "json"));
                WireConnection connection = registry.connect()) {
            long node = connection.call(Commands.register(KEY)).path("node_id").asLong();
            connection.call(Commands.hostname(KEY, node, "smoke"));
            Optional<LogLine> registered = registry.log()
                    .await(line -> line.field("msg").equals("audit") && line.text().contains("node.registered"), SHORT);
            Optional<LogLine> renamed = registry.log()
                    .await(line -> line.field("msg").equals("audit") && line.text().contains("hostname.changed"),
                            SHORT);
            assertTrue(registered.isPresent() && renamed.isPresent(), registry.log().file().toString());
            List<String> texts = registry.log().lines().stream().map(LogLine::text).filter(text -> !text.isBlank())
                    .filter(text -> !text.startsWith("{")).toList();
            assertEquals(List.of(), texts, "lines that are not JSON");
        }
    }

    @Test
    void httpAnswersAsTheDashboardsAndMonitorsExpect() throws IOException {
        try (Registry registry = Registry.start(RegistryOptions.in(data));
                WireConnection connection = registry
                        .connect();
                HttpDoor http = new HttpDoor(registry.http())) {
            connection.call(Commands.register(KEY).put("version", "<script>alert(1)</script>"));
            JsonNode health = MAPPER.readTree(http.fetch("/healthz").body());
            HttpResponse<String> badge = http.fetch("/api/badge/nodes");
            HttpResponse<String> open = http.fetch("/api/stats");
            HttpResponse<String> extended = http.fetch("/api/stats?token=" + RegistryOptions.DASHBOARD_TOKEN);
            HttpResponse<String> page = http.fetch("/");
            assertAll(() -> assertEquals("ok", health.path("status").asText()),
                    () -> assertEquals("1.0", health.path("version").asText()),
                    () -> assertEquals(1, health.path("nodes_online").asInt()),
                    () -> assertTrue(badge.body().contains("online nodes: 1"), badge::body),
                    () -> assertFalse(open.body().contains("\"networks\""), open::body),
                    () -> assertTrue(extended.body().contains("\"networks\""), extended::body),
                    () -> assertFalse(open.body().contains("127.0.0.1"), "no address in the statistics"),
                    () -> assertFalse(open.body().contains("<script>"), "a version is not markup"),
                    () -> assertTrue(page.body().contains("Pilot Protocol"), "the page's title"),
                    () -> assertEquals(403,
                            http.request("GET", "/metrics", Map.of("X-Real-IP", "203.0.113.1")).statusCode()));
            String metrics = http.fetch("/metrics").body();
            assertTrue(metrics.contains("\npilot_nodes_online 1\n"), metrics);
            System.out.println("smoke: " + PrometheusTool.check(metrics));
        }
    }
}
