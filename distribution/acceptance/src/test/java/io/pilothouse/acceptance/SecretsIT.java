package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the bundle that refer to secrets of a provider. */
class SecretsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String KEY = Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final String OTHER = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;
    private Path secrets;

    @BeforeEach
    void make() throws IOException {
        secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("registry-key"), KEY + "\n");
    }

    private RegistryOptions options() {
        return RegistryOptions.in(folder.resolve("data")).with("secrets.file.folder", secrets.toString());
    }

    @Test
    void theKeyOfSecretsComesFromAProvider() throws IOException {
        RegistryOptions options = options().with("secrets-key", "secret:file:registry-key")
                .with("admin-token", "secret:env:admin-token")
                .withVariable("PILOTHOUSE_SECRET_ADMIN_TOKEN", RegistryOptions.ADMIN_TOKEN);
        try (Registry registry = Registry.start(options); WireConnection connection = registry.connect()) {
            assertEquals("provision_network_ok", connection.call(WireConnection.command("provision_network")
                    .put("admin_token", RegistryOptions.ADMIN_TOKEN).set("blueprint", WireConnection.command("")
                            .put("name", "hall").put("network_admin_token", "s3cr3t-admin")))
                    .path("type").asText());
            assertFalse(registry.log().whole().contains(KEY));
        }
        assertFalse(Files.exists(folder.resolve("data/secrets.key")));
        try (Registry again = Registry.start(options); WireConnection connection = again.connect()) {
            assertEquals("rename_network_ok", rename(connection), "the token still opens");
        }
        Files.writeString(secrets.resolve("registry-key"), OTHER);
        Registry.Refusal refused = Registry.startRefused(options, SOON);
        assertTrue(refused.exitCode() == 1 && refused.output().contains("encrypted with a key that is not there"),
                refused.output());
        Files.writeString(secrets.resolve("registry-key"), "# the new one first\n" + OTHER + "\n" + KEY + "\n");
        try (Registry again = Registry.start(options); WireConnection connection = again.connect()) {
            assertEquals("rename_network_ok", rename(connection), "all keys of the secret decrypt");
        }
    }

    private static String rename(WireConnection connection) {
        return connection.call(WireConnection.command("rename_network").put("network_id", 1).put("name", "hall")
                .put("admin_token", "s3cr3t-admin")).path("type").asText();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "secrets-key|secret:file:missing|setting secrets-key: the secrets provider file has no secret missing",
        "secrets-key|secret:file:../registry-key|the secrets provider file cannot give ../registry-key: a key is",
        "dashboard-token|secret:env:nobody-set-it|the secrets provider env has no secret nobody-set-it",
        "replication-token|secret:vault:x|secrets provider vault, but installed plugins offer [env, file]",
        "admin-token|secret:nothing|setting admin-token begins with secret: but is no reference",
        "standby-of|secret:file:registry-key|setting standby-of is no secret: give its value itself",
        "tls-key|secret:file:registry-key|setting tls-key: secret:file:registry-key is no key in PEM",
        "audit.splunk_hec.token|secret:file:missing|setting audit.splunk_hec.token: the secrets provider file has no",
        "audit.splunk_hec.index|secret:file:registry-key|setting audit.splunk_hec.index is no secret",
        "identity.oidc.issuer|secret:vault|setting identity.oidc.issuer begins with secret: but is no reference",
        "secrets.flie.folder|/tmp|unknown setting secrets.flie.folder"})
    void whatCannotBeResolvedStopsTheStart(String setting, String value, String error) {
        Registry.Refusal refused = Registry.startRefused(options().with(setting, value), SOON);
        assertTrue(refused.exitCode() == 1 && refused.output().contains(error), refused.output());
        assertFalse(refused.output().contains(KEY), "a secret is in the log");
    }

    @Test
    void theKeyOfTheCertificateIsASecretToo() throws IOException {
        String fingerprint;
        try (Registry registry = Registry.start(options())) {
            fingerprint = registry.fingerprint();
            assertFalse(registry.log().whole().contains("plugin secrets-"), "what nothing refers to is not loaded");
        }
        Files.copy(folder.resolve("data/registry.key"), secrets.resolve("tls.key"));
        RegistryOptions options = RegistryOptions.in(folder.resolve("other"))
                .with("secrets.file.folder", secrets.toString())
                .with("tls-cert", folder.resolve("data/registry.crt").toString())
                .with("tls-key", "secret:file:tls.key");
        try (Registry registry = Registry.start(options)) {
            assertEquals(fingerprint, registry.fingerprint());
            assertTrue(registry.log().whole().contains("plugin secrets-file"), registry.log()::whole);
        }
    }
}
