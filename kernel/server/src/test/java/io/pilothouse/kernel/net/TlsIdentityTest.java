package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path folder;

    private TlsIdentity kept(Instant now, String... names) throws IOException {
        return TlsIdentity.kept(folder, List.of(names), InstantSource.fixed(now));
    }

    @Test
    void theCertificateIsMadeOnceAndKept() throws IOException, CertificateException {
        TlsIdentity first = kept(NOW, "registry.example", "192.0.2.7");
        X509Certificate certificate = first.chain().getFirst();
        assertEquals("O=Pilot Protocol", certificate.getSubjectX500Principal().getName());
        List<String> names = certificate.getSubjectAlternativeNames().stream().map(name -> name.get(1).toString())
                .toList();
        assertEquals(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "registry.example", "192.0.2.7"), names);
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
        assertTrue(certificate.getSerialNumber().bitLength() > 64 && certificate.getSerialNumber().bitLength() <= 128);
        assertEquals(64, first.fingerprint().length());
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("registry.key"))));
        assertEquals(first.fingerprint(), kept(NOW.plus(4000, ChronoUnit.DAYS), "other").fingerprint(),
                "not even its end replaces it");
        assertFalse(first.toString().contains("PrivateKey"));
    }

    @Test
    void aLostKeyIsNotReplacedSilently() throws IOException {
        kept(NOW);
        Files.delete(folder.resolve("registry.key"));
        assertTrue(assertThrows(IOException.class, () -> kept(NOW)).getMessage().contains("but not its key"));
    }

    @Test
    void anInterruptedFirstStartIsRepeated() throws IOException {
        kept(NOW);
        Files.delete(folder.resolve("registry.crt"));
        assertEquals(kept(NOW).fingerprint(), kept(NOW).fingerprint());
    }

    @Test
    void wrongFilesAreClearErrors() throws IOException {
        kept(NOW);
        Path certificate = folder.resolve("registry.crt");
        Path key = folder.resolve("registry.key");
        Path other = Files.createDirectory(folder.resolve("other"));
        TlsIdentity.kept(other, List.of(), InstantSource.fixed(NOW));
        assertError("does not belong to", certificate, other.resolve("registry.key"));
        assertError("holds no private key", certificate, certificate);
        assertError("holds no certificate", Files.writeString(folder.resolve("empty"), ""), key);
        assertThrows(IOException.class, () -> TlsIdentity.fromPem(folder.resolve("none"), key));
        assertThrows(IOException.class,
                () -> TlsIdentity.fromPem(certificate, Files.writeString(folder.resolve("noise"),
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")));
    }

    private static void assertError(String text, Path certificate, Path key) {
        String message = assertThrows(IOException.class, () -> TlsIdentity.fromPem(certificate, key)).getMessage();
        assertTrue(message.contains(text), message);
    }
}
