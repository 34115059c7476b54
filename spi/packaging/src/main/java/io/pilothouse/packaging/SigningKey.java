package io.pilothouse.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** A private Ed25519 key that signs lock files. */
public final class SigningKey {
    private static final int LONGEST = 16 * 1024;

    private final PrivateKey secret;
    private final PublicKey known;

    private SigningKey(KeyPair pair) {
        secret = pair.getPrivate();
        known = pair.getPublic();
    }

    /** A new key. */
    public static SigningKey generate() {
        return new SigningKey(pair(new SecureRandom()));
    }

    /**
     * Reads a private key in PKCS #8 PEM, as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws UnfitPluginException when it is no such key; the text shows nothing of it
     */
    public static SigningKey parse(String pem) throws UnfitPluginException {
        byte[] der = Pem.read(pem, Pem.PRIVATE);
        try {
            PrivateKey key = KeyFactory.getInstance(TrustKey.ALGORITHM, TrustKey.PROVIDER)
                    .generatePrivate(new PKCS8EncodedKeySpec(der));
            byte[] seed = ((EdECPrivateKey) key).getBytes()
                    .orElseThrow(() -> new UnfitPluginException("this private key does not leave its holder"));
            return new SigningKey(pair(new Seed(seed)));
        } catch (GeneralSecurityException e) {
            throw new UnfitPluginException("the private key is no Ed25519 key in PKCS #8", e);
        }
    }

    /** Reads such a key from a file. */
    public static SigningKey read(Path file) throws UnfitPluginException, IOException {
        try {
            if (Files.size(file) > LONGEST) {
                throw new UnfitPluginException("it has " + Files.size(file) + " bytes");
            }
            return parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new UnfitPluginException("there is no key file " + file, e);
        } catch (UnfitPluginException e) {
            throw new UnfitPluginException(file + " is no private key: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the key into a new file that only its owner may read.
     *
     * @throws UnfitPluginException when there is such a file: a key is never overwritten
     */
    public void write(Path file) throws UnfitPluginException, IOException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UnfitPluginException(file + " exists already; a key is not overwritten, choose another name", e);
        }
        Files.writeString(file, Pem.of(Pem.PRIVATE, secret.getEncoded()), StandardCharsets.US_ASCII,
                StandardOpenOption.WRITE);
    }

    /** The public half, under a name. */
    public TrustKey trustKey(String name) {
        return new TrustKey(name, known);
    }

    /** The public half in PEM: what an operator puts into {@code conf/trust}. */
    public String publicPem() {
        return Pem.of(Pem.PUBLIC, known.getEncoded());
    }

    /** Names the key in signatures. */
    public String id() {
        return TrustKey.id(known);
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(TrustKey.ALGORITHM, TrustKey.PROVIDER);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign: " + e.getMessage(), e);
        }
    }

    // The JDK derives a public key only while it makes a pair, so a seed goes in as its randomness.
    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(TrustKey.ALGORITHM, TrustKey.PROVIDER);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }

    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Seed(byte[] seed) {
            this.seed = Arrays.copyOf(seed, seed.length);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
