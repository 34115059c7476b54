package io.pilothouse.kernel.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link PackedOutput} wrote. Bytes that it did not write end in an {@link IndexOutOfBoundsException} or an
 * {@link IllegalArgumentException}, never in much memory taken.
 *
 * <p>Threads: one.
 */
public final class PackedInput {
    private final byte[] bytes;
    private int at;

    /** An input that begins at a place of these bytes. */
    public PackedInput(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** Whether there is more. */
    public boolean more() {
        return at < bytes.length;
    }

    /** One byte, 0 … 255. */
    public int octet() {
        return bytes[at++] & 0xFF;
    }

    /** Eight bytes, big-endian. */
    public long word() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | bytes[at++] & 0xFF;
        }
        return value;
    }

    /** A number. */
    public long number() {
        long folded = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte group = bytes[at++];
            folded |= (group & 0x7FL) << shift;
            if (group >= 0) {
                return folded >>> 1 ^ -(folded & 1);
            }
        }
        throw new IllegalArgumentException("a packed number is too long");
    }

    /** A count of things of which each has at least one byte. */
    public int count() {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException("a packed count is " + count + " but " + (bytes.length - at)
                    + " bytes are left");
        }
        return (int) count;
    }

    /** A block of bytes. */
    public byte[] block() {
        int length = count();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A text. */
    public String text() {
        int length = count();
        at += length;
        return length == 0 ? "" : new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** Several texts; unmodifiable. */
    public List<String> texts() {
        int count = count();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    /** Passes over texts or blocks. */
    public PackedInput skip(int blocks) {
        for (int i = 0; i < blocks; i++) {
            int length = count();
            at += length;
        }
        return this;
    }

    /** Passes over a count and so many texts. */
    public PackedInput skipTexts() {
        return skip(count());
    }
}
