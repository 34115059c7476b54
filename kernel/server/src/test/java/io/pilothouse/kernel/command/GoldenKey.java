package io.pilothouse.kernel.command;

import io.pilothouse.kernel.access.SignatureCheck;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.WireBase64;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** An Ed25519 key made from a seed, so that tests and recorded sessions have the same keys. */
public final class GoldenKey {
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Verifies with the JDK; unacceptable keys are the ones that it cannot decode and the neutral point. */
    public static final SignatureCheck CHECK = new SignatureCheck() {
        @Override
        public boolean verify(PublicKey key, byte[] text, byte[] signature) {
            try {
                Signature check = Signature.getInstance("Ed25519");
                check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(encoded(key)));
                check.update(text);
                return check.verify(signature);
            } catch (GeneralSecurityException wrong) {
                return false;
            }
        }

        @Override
        public boolean acceptable(PublicKey key) {
            byte[] neutral = new byte[PublicKey.LENGTH];
            neutral[0] = 1;
            try {
                Signature.getInstance("Ed25519")
                        .initVerify(KeyFactory.getInstance("Ed25519").generatePublic(encoded(key)));
                return !Arrays.equals(neutral, key.bytes());
            } catch (GeneralSecurityException undecodable) {
                return false;
            }
        }
    };

    private final KeyPair pair;
    private final PublicKey publicKey;

    private GoldenKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has Ed25519", missing);
        }
        byte[] encoded = pair.getPublic().getEncoded();
        publicKey = PublicKey.of(Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /** Key number n of the recorded core commands. */
    public static GoldenKey of(int number) {
        return of("pilothouse-golden/" + number);
    }

    /** The key whose seed is the SHA-256 of a text. */
    public static GoldenKey of(String text) {
        try {
            return new GoldenKey(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    /** Its public half. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The signature of a text, in base64. */
    public String sign(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return WireBase64.encode(signer.sign());
        } catch (GeneralSecurityException defect) {
            throw new IllegalStateException("could not sign", defect);
        }
    }

    private static X509EncodedKeySpec encoded(PublicKey key) {
        byte[] bytes = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PublicKey.LENGTH);
        System.arraycopy(key.bytes(), 0, bytes, X509_PREFIX.length, PublicKey.LENGTH);
        return new X509EncodedKeySpec(bytes);
    }

    /** Randomness that is the seed: key generation takes exactly these bytes. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Seed(byte[] seed) {
            super(null, null);
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
