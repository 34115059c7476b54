package io.pilothouse.kernel.net;

import io.pilothouse.kernel.access.NativeCryptography;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys in PEM files. */
final class PemFiles {
    private static final byte[] PROBE = "does the key belong to the certificate".getBytes(StandardCharsets.UTF_8);

    /** A file with nothing but one key, not encrypted. */
    private static final Pattern PKCS8 = Pattern
            .compile("\\s*-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private PemFiles() {}

    static TlsIdentity read(Path certificateFile, Path keyFile) throws IOException {
        return read(certificateFile, Files.readString(keyFile, StandardCharsets.ISO_8859_1), keyFile.toString());
    }

    /**
     * Reads a certificate and the text of its key.
     *
     * @param where what holds the key, for errors
     */
    static TlsIdentity read(Path certificateFile, String keyText, String where) throws IOException {
        List<X509Certificate> chain = certificates(certificateFile);
        PrivateKey key = key(keyText, where);
        if (!belongs(key, chain.getFirst())) {
            throw new IOException(
                    "the key in " + where + " does not belong to the first certificate in " + certificateFile);
        }
        return new TlsIdentity(key, chain);
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast).toList();
            if (chain.isEmpty()) {
                throw new IOException(file + " holds no certificate; expected PEM with -----BEGIN CERTIFICATE-----");
            }
            return chain;
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(file + " cannot be read as PEM certificates: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The first key of the text: PKCS 8, or the older forms for EC and RSA; other blocks, such as EC parameters, are skipped. */
    private static PrivateKey key(String text, String where) throws IOException {
        Matcher plain = PKCS8.matcher(text);
        // What the registry itself writes needs no more than the JDK, which has it at hand at once.
        Optional<PrivateKey> simple = plain.matches() ? pkcs8(plain.group(1)) : Optional.empty();
        return simple.isPresent() ? simple.get() : anyKey(text, where);
    }

    private static PrivateKey anyKey(String text, String where) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (Reader in = new StringReader(text); PEMParser parser = new PEMParser(in)) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                if (block instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
                if (block instanceof PEMKeyPair pair) {
                    return converter.getKeyPair(pair).getPrivate();
                }
            }
        } catch (RuntimeException unreadable) {
            throw new IOException(where + " cannot be read as a PEM key: " + unreadable.getMessage(), unreadable);
        }
        throw new IOException(
                where + " holds no private key; expected PEM with -----BEGIN PRIVATE KEY-----, not encrypted");
    }

    /** Empty when it takes the other reader to know, or to say what is wrong. */
    private static Optional<PrivateKey> pkcs8(String base64) {
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return Stream.of("EC", "RSA", "EdDSA").flatMap(algorithm -> pkcs8(algorithm, content).stream()).findFirst();
    }

    private static Optional<PrivateKey> pkcs8(String algorithm, byte[] content) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content)));
        } catch (GeneralSecurityException ofAnotherKind) {
            return Optional.empty();
        }
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws IOException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signing = signature(algorithm);
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signature = signing.sign();
            Signature checking = signature(algorithm);
            checking.initVerify(certificate.getPublicKey());
            checking.update(PROBE);
            return checking.verify(signature);
        } catch (InvalidKeyException | SignatureException otherKind) {
            return false;
        } catch (GeneralSecurityException unknown) {
            throw new IOException("keys of kind " + key.getAlgorithm() + " are not supported; use EC or RSA", unknown);
        }
    }

    /** By native code where there is some: the JDK's own takes two tenths of a second of a start. */
    private static Signature signature(String algorithm) throws GeneralSecurityException {
        try {
            return Signature.getInstance(algorithm, NativeCryptography.provider());
        } catch (GeneralSecurityException notThere) {
            return Signature.getInstance(algorithm);
        }
    }

    /** Writes a file whole or not at all; a secret one is readable by its owner only, from the first moment. */
    static void write(Path file, String title, byte[] content, boolean secret) throws IOException {
        String text = "-----BEGIN " + title + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content) + "\n-----END " + title
                + "-----\n";
        FileAttribute<?>[] attributes = Files.getFileStore(file.toAbsolutePath().getParent())
                .supportsFileAttributeView("posix")
                        ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"))}
                        : new FileAttribute<?>[0];
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel out = FileChannel.open(fresh,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
