package io.pilothouse.protocol;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * An Ed25519 public key: 32 bytes (RFC 8032, 5.1.5), compared as bytes whatever its spelling in base64 was. Held in four
 * numbers, because a registry keeps a million of them.
 *
 * @param a bytes 0–7, big-endian
 * @param b bytes 8–15
 * @param c bytes 16–23
 * @param d bytes 24–31
 */
public record PublicKey(long a, long b, long c, long d) {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    /**
     * The key with these bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 32; the text is the one of {@code commands-core.md}
     */
    public static PublicKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("invalid public key size: " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new PublicKey(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /**
     * Reads the wire form, standard base64 with padding.
     *
     * @throws IllegalArgumentException with the text of {@code commands-core.md}, register, check 4
     */
    public static PublicKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = WireBase64.decode(base64);
        } catch (IllegalArgumentException illegal) {
            throw new IllegalArgumentException("decode public key: " + illegal.getMessage(), illegal);
        }
        return of(bytes);
    }

    /** A fresh copy of the bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(a).putLong(b).putLong(c).putLong(d).array();
    }

    /** The wire form: standard base64 with padding, 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    @Override
    public int hashCode() {
        // Keys are random enough that folding them spreads well.
        return Long.hashCode(a ^ Long.rotateLeft(b, 17) ^ Long.rotateLeft(c, 31) ^ Long.rotateLeft(d, 47));
    }

    @Override
    public String toString() {
        return base64();
    }
}
