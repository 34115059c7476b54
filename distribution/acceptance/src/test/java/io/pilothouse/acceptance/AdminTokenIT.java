package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The global admin token of the bundle is replaced while it works. */
class AdminTokenIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private RegistryOptions options() {
        return RegistryOptions.in(folder.resolve("data")).without("admin-token");
    }

    private static JsonNode audit(WireConnection connection, String token) {
        return connection.call(WireConnection.command("get_audit_log").put("admin_token", token));
    }

    private static boolean good(WireConnection connection, String token) {
        return audit(connection, token).path("type").asText().equals("get_audit_log_ok");
    }

    private static void await(Registry registry, String words) {
        assertTrue(registry.log().await(line -> line.text().contains(words), SOON).isPresent(), registry.log()::whole);
    }

    @Test
    void aGeneratedTokenIsRotatedWithoutARestart() throws IOException {
        Path file = folder.resolve("data/admin-token");
        try (Registry registry = Registry.start(options()); WireConnection connection = registry.connect()) {
            String old = Files.readString(file).strip();
            assertTrue(good(connection, old));
            Registry.Refusal rotated = Registry.run(
                    List.of("admin-token", "rotate", "--data", folder.resolve("data").toString()), SOON);
            assertEquals(0, rotated.exitCode(), rotated.output());
            String fresh = Files.readString(file).strip();
            assertNotEquals(old, fresh);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            await(registry, "another admin token is in force");
            assertFalse(good(connection, old));
            JsonNode log = audit(connection, fresh);
            assertTrue(log.toString().contains("registry.admin_token_changed"), log.toString());

            Files.writeString(file, "\n");
            await(registry, "the old admin token stays in force");
            assertTrue(good(connection, fresh));
            assertEquals(fresh, rotated.printed().strip());
            String all = registry.log().whole() + log + rotated.log();
            assertFalse(all.contains(old) || all.contains(fresh), "a token is in a log");
        }
    }

    @Test
    void theOldTokenStaysGoodForTheOverlap() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        RegistryOptions options = options().with("admin-token-file", file.toString()).with("admin-token-overlap", "1h");
        try (Registry registry = Registry.start(options); WireConnection connection = registry.connect()) {
            Files.writeString(file, "second\n");
            await(registry, "another admin token is in force");
            assertTrue(good(connection, "first") && good(connection, "second"));
            Files.writeString(file, "third\n");
            assertTrue(registry.log().await(line -> registry.log().lines().stream()
                    .filter(each -> each.text().contains("another admin token is in force")).count() == 2, SOON)
                    .isPresent());
            assertFalse(good(connection, "first"));
            assertTrue(good(connection, "second") && good(connection, "third"));
        }
        try (Registry again = Registry.start(options); WireConnection connection = again.connect()) {
            assertFalse(good(connection, "second"));
            assertTrue(good(connection, "third"));
        }
    }

    @Test
    void onlyATokenInAFileIsRotated() {
        for (List<String> words : List.of(List.of("admin-token", "rotate", "--data", folder.resolve("none").toString()),
                List.of("admin-token", "rotate", "--admin-token", "x"), List.of("admin-token"))) {
            Registry.Refusal refused = Registry.run(words, SOON);
            assertNotEquals(0, refused.exitCode(), refused.output());
        }
    }
}
