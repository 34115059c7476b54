package io.pilothouse.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key whose seed is the SHA-256 of a text, so that a second run meets the nodes of the first. */
final class NodeKey {
    private final byte[] seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

    NodeKey(String text) {
        try {
            seed = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey);
    }

    byte[] sign(String text) {
        byte[] message = text.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    String signature(String text) {
        return Base64.getEncoder().encodeToString(sign(text));
    }
}
