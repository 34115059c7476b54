package io.pilothouse.acceptance.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An agent's Ed25519 key, made from a text so that every run has the same keys. Safe for use by many threads. */
public final class AgentKey {
    private final byte[] seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

    private AgentKey(byte[] seed) {
        this.seed = seed;
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    /** The key whose 32-byte seed is the SHA-256 of the text, as in the recordings. */
    public static AgentKey of(String text) {
        try {
            return new AgentKey(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The public key as it stands on the wire. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey);
    }

    /** The signature of an ASCII text as it stands on the wire. */
    public String sign(String text) {
        byte[] message = text.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return Base64.getEncoder().encodeToString(signature);
    }
}
