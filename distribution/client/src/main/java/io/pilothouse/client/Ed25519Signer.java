package io.pilothouse.client;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** Signs with an Ed25519 key in memory, by the JDK. Thread-safe. */
public final class Ed25519Signer implements Signer {
    /** Bytes of a seed, which is what RFC 8032 calls the private key. */
    public static final int SEED_LENGTH = 32;

    private static final String ALGORITHM = "Ed25519";
    private static final String PROVIDER = "SunEC";

    private final NodeId node;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private Ed25519Signer(NodeId node, PrivateKey privateKey, PublicKey publicKey) {
        this.node = node;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * Signs with the key that grows from a seed.
     *
     * @throws IllegalArgumentException if the seed has not 32 bytes
     */
    public static Ed25519Signer ofSeed(NodeId node, byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
        }
        return of(node, pair(new FixedRandom(seed.clone())));
    }

    /**
     * Signs with a private key in PKCS #8 form (RFC 8410).
     *
     * @throws IllegalArgumentException if the bytes are no such key
     */
    public static Ed25519Signer ofPkcs8(NodeId node, byte[] der) {
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM, PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(der));
            return ofSeed(node, seed(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key in PKCS #8 form: " + e.getMessage(), e);
        }
    }

    /**
     * Signs with a key pair of the JDK.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 pair
     */
    public static Ed25519Signer of(NodeId node, KeyPair pair) {
        byte[] spki = pair.getPublic().getEncoded();
        // The X.509 form of an Ed25519 key is a constant of 12 bytes and the 32 bytes of the key (RFC 8410).
        if (!"EdDSA".equals(pair.getPublic().getAlgorithm()) && !ALGORITHM.equals(pair.getPublic().getAlgorithm())
                || spki.length != 12 + PublicKey.LENGTH) {
            throw new IllegalArgumentException(
                    "an Ed25519 key pair is needed, not one for " + pair.getPublic().getAlgorithm());
        }
        return new Ed25519Signer(node, pair.getPrivate(), PublicKey.of(Arrays.copyOfRange(spki, 12, spki.length)));
    }

    /** A signer with a new random key. */
    public static Ed25519Signer generate(NodeId node) {
        return of(node, pair(new SecureRandom()));
    }

    /** The same key for a node of this number, as it is known after the registration. */
    public Ed25519Signer forNode(NodeId other) {
        return new Ed25519Signer(other, privateKey, publicKey);
    }

    @Override
    public NodeId node() {
        return node;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign: " + e.getMessage(), e);
        }
    }

    /**
     * The key in PKCS #8 form, to be kept secret.
     *
     * @throws IllegalStateException if the key does not leave its holder
     */
    public byte[] pkcs8() {
        byte[] der = privateKey.getEncoded();
        if (der == null) {
            throw new IllegalStateException("this private key does not leave its holder");
        }
        return der;
    }

    @Override
    public String toString() {
        return "Ed25519Signer[node=" + node + ", publicKey=" + publicKey + "]";
    }

    private static byte[] seed(PrivateKey key) {
        return ((EdECPrivateKey) key).getBytes()
                .orElseThrow(() -> new IllegalArgumentException("this private key does not leave its holder"));
    }

    // The JDK derives a public key only while it generates a pair, so a seed goes in as its randomness. Asked of the JDK's
    // own provider by name: another one may use randomness otherwise. A test holds it to the vectors of wire.md 8.2.
    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, PROVIDER);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519: " + e.getMessage(), e);
        }
    }

    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient byte[] seed;

        FixedRandom(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("the JDK asked for " + bytes.length + " bytes of randomness, not 32");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
