package io.pilothouse.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.client.testing.ScriptedRegistry;
import io.pilothouse.client.testing.ScriptedRegistry.Say;
import io.pilothouse.protocol.command.BeaconList;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
    private static final char[] PASSWORD = "for this test only".toCharArray();

    @TempDir
    Path folder;

    private KeyStore store;
    private ScriptedRegistry registry;

    @BeforeEach
    void start() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "registry", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
                "O=Pilot Protocol", "-ext", "san=dns:localhost", "-keystore", file.toString(), "-storetype", "PKCS12",
                "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        registry = new ScriptedRegistry(_ -> new Say(new BeaconList.Ok(List.of())), context.getServerSocketFactory());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void thePinnedCertificateIsTrustedInBothForms() throws Exception {
        for (boolean binary : List.of(false, true)) {
            RegistryClientBuilder builder = RegistryClient.to(registry.address()).tls(Tls.pinned(fingerprint()));
            try (RegistryClient client = (binary ? builder.binary() : builder).open()) {
                assertEquals(List.of(), client.call(BeaconList.TYPE, new BeaconList()).beacons());
                assertEquals(List.of(), client.call(BeaconList.TYPE, new BeaconList()).beacons());
            }
        }
    }

    @Test
    void anotherCertificateIsRefusedAndNotTriedAgain() throws Exception {
        String wrong = "0".repeat(64);
        try (RegistryClient client = RegistryClient.to(registry.address()).tls(Tls.pinned(wrong)).open()) {
            RegistryUnavailableException failure = assertThrows(RegistryUnavailableException.class,
                    () -> client.call(BeaconList.TYPE, new BeaconList()));
            assertEquals("no trusted TLS connection to " + registry.address()
                    + ": the registry shows a certificate with fingerprint " + fingerprint() + ", pinned is " + wrong,
                    failure.getMessage());
            assertEquals(1, registry.connections());
            assertEquals(List.of(), registry.requests());
        }
    }

    @Test
    void anAuthorityIsTrustedForTheNamesItSigned() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        assertThrows(IllegalArgumentException.class, () -> Tls.trusting(trusted));
        trusted.setCertificateEntry("registry", store.getCertificate("registry"));
        String port = registry.address().substring("127.0.0.1".length());
        try (RegistryClient named = RegistryClient.to("localhost" + port).tls(Tls.trusting(trusted)).open();
                RegistryClient unnamed = RegistryClient.to(registry.address()).tls(Tls.trusting(trusted)).open();
                RegistryClient system = RegistryClient.to("localhost" + port).tls(Tls.system()).open()) {
            assertEquals(List.of(), named.call(BeaconList.TYPE, new BeaconList()).beacons());
            assertThrows(RegistryUnavailableException.class, () -> unnamed.call(BeaconList.TYPE, new BeaconList()));
            assertThrows(RegistryUnavailableException.class, () -> system.call(BeaconList.TYPE, new BeaconList()));
        }
    }

    @Test
    void aPlainPeerIsNoTlsPeer() throws Exception {
        try (ScriptedRegistry silent = new ScriptedRegistry(_ -> new ScriptedRegistry.Silence());
                RegistryClient client = RegistryClient.to(silent.address()).tls(Tls.pinned(fingerprint()))
                        .connectTimeout(Duration.ofMillis(500)).open()) {
            assertThrows(RegistryUnavailableException.class, () -> client.call(BeaconList.TYPE, new BeaconList()));
        }
    }

    @Test
    void aFingerprintHasOneForm() throws Exception {
        String right = fingerprint();
        assertThrows(IllegalArgumentException.class, () -> Tls.pinned(""));
        assertThrows(IllegalArgumentException.class, () -> Tls.pinned(right.substring(1)));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> Tls.pinned("A" + right.substring(1).toUpperCase(Locale.ROOT))).getMessage()
                .contains("lower-case"));
    }

    private String fingerprint() throws Exception {
        return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(store.getCertificate("registry").getEncoded()));
    }
}
