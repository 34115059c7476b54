package io.pilothouse.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.InvalidSettingsException;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.Lender;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTest {
    private static final Set<String> OFFERED = Set.of("persistence.sqlite", "secrets.env", "secrets.file");

    private static Configuration configuration(String... words) throws InvalidSettingsException {
        return Configuration.read(List.of(words), Map.of("PILOTHOUSE_SECRET_X", "y"), Path.of("none.properties"));
    }

    /** No provider is made here, so none gets a folder. */
    @TempDir
    private Path data;

    private Configuration resolve(Configuration configuration) throws Exception {
        return SecretReferences.in(configuration).resolve(new ComponentCatalog(), OFFERED,
                new Lender(data, InstantSource.system(), request -> {
                    throw new IOException("connected to " + request.uri());
                }, null));
    }

    @AfterEach
    void nothingWasMade() throws IOException {
        try (Stream<Path> made = Files.list(data)) {
            assertEquals(List.of(), made.toList());
        }
    }

    @Test
    void onlyProvidersThatSettingsReferToAreNeeded() throws Exception {
        SecretReferences some = SecretReferences
                .in(configuration("--secrets-key", "secret:file:k", "--persistence.password", "secret:vault:p"));
        assertTrue(some.need(Set.of("secrets.file")));
        assertTrue(some.need(Set.of("secrets.vault", "secrets.other")));
        assertTrue(some.need(Set.of("persistence.sqlite")));
        assertFalse(some.need(Set.of("secrets.env")));
        assertFalse(SecretReferences.in(configuration()).need(Set.of("secrets.env")));
    }

    @Test
    void withoutReferencesTheConfigurationStaysAsItIs() throws Exception {
        Configuration plain = configuration("--admin-token", "t0k3n", "--secrets.file.folder", "/x");
        assertEquals(plain, resolve(plain));
        assertEquals("t0k3n", resolve(plain).value(KernelSettings.ADMIN_TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret:", "secret:file", "secret:file:", "secret::k", "secret:File:k", "secret:file:a b"})
    void whatBeginsAsAReferenceMustBeOne(String value) throws Exception {
        Configuration wrong = configuration("--replication-token", value);
        assertTrue(assertThrows(StartupException.class, () -> resolve(wrong)).getMessage()
                .contains("expected secret:PROVIDER:KEY"));
    }

    @Test
    void onlySecretsMayBeReferences() throws Exception {
        Configuration listen = configuration("--listen", "secret:env:x");
        assertTrue(assertThrows(StartupException.class, () -> resolve(listen)).getMessage()
                .startsWith("setting listen is no secret"));
    }

    /** Who is reached without a proxy is no secret; the proxy, which has a password in it, is. */
    @Test
    void theProxyIsNotKnownBeforeItsSecretIs() throws Exception {
        assertTrue(SecretReferences.in(configuration("--outbound-proxy", "secret:env:p"))
                .names(KernelSettings.OUTBOUND_PROXY));
        assertFalse(SecretReferences.in(configuration("--outbound-proxy", "http://u:p@proxy:1"))
                .names(KernelSettings.OUTBOUND_PROXY));
        Configuration except = configuration("--outbound-proxy-except", "secret:env:p");
        assertTrue(assertThrows(StartupException.class, () -> resolve(except)).getMessage()
                .startsWith("setting outbound-proxy-except is no secret"));
    }

    @Test
    void mistypedProvidersAreNamed() throws Exception {
        Configuration unknown = configuration("--admin-token", "secret:vault:k");
        assertEquals("a setting refers to the secrets provider vault, but installed plugins offer [env, file]",
                assertThrows(StartupException.class, () -> resolve(unknown)).getMessage());
        Configuration settings = configuration("--secrets.flie.folder", "/x");
        assertTrue(assertThrows(StartupException.class, () -> resolve(settings)).getMessage()
                .startsWith("unknown setting secrets.flie.folder"));
    }
}
