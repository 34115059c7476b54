package io.pilothouse.protocol.trail;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 by the JDK, whose provider is asked for by name: another one may use randomness otherwise. Threads: any. */
final class Ed25519Keys {
    static final int LENGTH = 32;

    private static final String ALGORITHM = "Ed25519";
    private static final String PROVIDER = "SunEC";
    /** What stands before the 32 bytes of a key in its X.509 form (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519Keys() {}

    /** The pair that grows from a seed of 32 bytes. */
    static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, PROVIDER);
            // The JDK derives a public key only while it makes a pair, so the seed goes in as its randomness.
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no Ed25519", impossible);
        }
    }

    /** The 32 bytes of a public key. */
    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }

    /**
     * The public key of 32 bytes.
     *
     * @throws IllegalArgumentException if they are none
     */
    static PublicKey publicKey(byte[] raw) {
        byte[] encoded = Arrays.copyOf(X509, X509.length + LENGTH);
        System.arraycopy(raw, 0, encoded, X509.length, LENGTH);
        try {
            return KeyFactory.getInstance(ALGORITHM, PROVIDER).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException no) {
            throw new IllegalArgumentException("not an Ed25519 public key", no);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException defect) {
            throw new IllegalStateException("cannot sign", defect);
        }
    }

    static boolean verify(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] wanted) {
            if (wanted.length != bytes.length) {
                throw new IllegalStateException("the JDK asked for " + wanted.length + " bytes of randomness, not 32");
            }
            System.arraycopy(bytes, 0, wanted, 0, bytes.length);
        }
    }
}
