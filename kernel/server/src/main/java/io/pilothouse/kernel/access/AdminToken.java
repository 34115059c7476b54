package io.pilothouse.kernel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A secret that is compared without telling by its timing how much of it was right. Only its digest is kept. */
public final class AdminToken {
    private final byte[] digest;

    private AdminToken(byte[] digest) {
        this.digest = digest;
    }

    /** The token with this text; an empty text is a token that nothing equals. */
    public static AdminToken of(String text) {
        return new AdminToken(text.isEmpty() ? new byte[0] : digest(text));
    }

    /** Whether a token is configured at all. */
    public boolean configured() {
        return digest.length != 0;
    }

    /** Whether this is the text of the token. */
    public boolean matches(String text) {
        return configured() && !text.isEmpty() && MessageDigest.isEqual(digest, digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdminToken token && MessageDigest.isEqual(digest, token.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return configured() ? "AdminToken[set]" : "AdminToken[none]";
    }
}
