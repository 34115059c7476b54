package io.pilothouse.kernel.net;

import io.pilothouse.protocol.PinnedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's certificate and key ({@code wire.md} 1.1).
 *
 * @param key the private key
 * @param chain the certificate, then those that signed it
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final Duration WARN_BEFORE = Duration.ofDays(30);
    private static final String CERTIFICATE_FILE = "registry.crt";
    private static final String KEY_FILE = "registry.key";

    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has a certificate");
        }
    }

    /**
     * Reads an operator's certificate.
     *
     * @throws IOException if a file cannot be read, holds something else, or the key does not belong to the certificate
     */
    public static TlsIdentity fromPem(Path certificate, Path key) throws IOException {
        return PemFiles.read(certificate, key);
    }

    /**
     * Reads an operator's certificate whose key is a secret.
     *
     * @param key the key's text in PEM
     * @param where what gave it, for errors
     * @throws IOException as for files
     */
    public static TlsIdentity fromPem(Path certificate, String key, String where) throws IOException {
        return PemFiles.read(certificate, key, where);
    }

    /**
     * The self-signed certificate kept in a folder; made on the first call. It is never replaced, because clients pin its
     * fingerprint and do not look at its dates or names: to get another one, remove both files.
     *
     * @param names host names and addresses beside {@code localhost}, {@code 127.0.0.1} and {@code ::1}; count only when
     *     the certificate is made
     * @throws IOException if the files cannot be written, or one of the two is missing
     */
    public static TlsIdentity kept(Path folder, List<String> names, InstantSource clock) throws IOException {
        Path certificate = folder.resolve(CERTIFICATE_FILE);
        Path key = folder.resolve(KEY_FILE);
        if (Files.exists(certificate) && !Files.exists(key)) {
            throw new IOException(certificate + " is there, but not its key " + key
                    + ": bring the key back, or remove the certificate to get a new one with another fingerprint");
        }
        if (!Files.exists(certificate)) {
            Files.createDirectories(folder);
            // The key comes first: a key without certificate is what an interrupted first start leaves, and was never used.
            TlsIdentity made = SelfSigned.make(names, clock.instant());
            PemFiles.write(key, "PRIVATE KEY", made.key().getEncoded(), true);
            PemFiles.write(certificate, "CERTIFICATE", made.encoded(), false);
        }
        TlsIdentity identity = fromPem(certificate, key);
        identity.warnIfOld(clock.instant(), certificate);
        return identity;
    }

    /** Whether {@link #kept} would find its certificate. */
    public static boolean isKept(Path folder) {
        return Files.exists(folder.resolve(CERTIFICATE_FILE));
    }

    private void warnIfOld(Instant now, Path file) {
        Instant end = chain.getFirst().getNotAfter().toInstant();
        if (now.plus(WARN_BEFORE).isAfter(end)) {
            LOG.warn("the certificate {} ends on {}; clients that pin its fingerprint do not mind", file, end);
        }
    }

    private byte[] encoded() {
        try {
            return chain.getFirst().getEncoded();
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What clients pin: SHA-256 of the certificate as 64 lower-case hex digits. */
    public String fingerprint() {
        try {
            return PinnedCertificate.fingerprint(chain.getFirst());
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What a server needs to speak TLS. */
    TlsEngines engines(boolean tls12) {
        return TlsEngines.of(this, tls12);
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + fingerprint() + "]";
    }
}
