package io.pilothouse.kernel.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Values as few bytes: numbers in groups of seven bits, the lowest first, negative ones folded between the positive; texts as
 * length and UTF-8. {@link PackedInput} reads them in the same order.
 *
 * <p>Threads: one.
 */
public final class PackedOutput {
    private byte[] bytes;
    private int length;

    /** An output with room for so many bytes before it must grow. */
    public PackedOutput(int room) {
        bytes = new byte[room];
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** One byte. */
    public PackedOutput octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Eight bytes, big-endian. */
    public PackedOutput word(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A number, the smaller the shorter. */
    public PackedOutput number(long value) {
        room(10);
        long left = value << 1 ^ value >> Long.SIZE - 1;
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
        return this;
    }

    /** A length and these bytes. */
    public PackedOutput block(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** A text. */
    public PackedOutput text(String value) {
        return value.isEmpty() ? octet(0) : block(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A count and so many texts. */
    public PackedOutput texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
