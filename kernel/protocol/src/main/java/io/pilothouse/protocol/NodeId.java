package io.pilothouse.protocol;

/**
 * Number of a node: unsigned 32 bits, handed out from 1 and never again ({@code commands-core.md} 1.2).
 *
 * @param bits the number as raw bits; read it with {@link #value}
 */
public record NodeId(int bits) implements Comparable<NodeId> {
    /** What a missing or malformed number decodes to; no node has it. */
    public static final NodeId NONE = new NodeId(0);

    /**
     * The id with this number.
     *
     * @throws IllegalArgumentException outside 0 … 4294967295
     */
    public static NodeId of(long value) {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("node id must be 0 … 4294967295 but is " + value);
        }
        return value == 0 ? NONE : new NodeId((int) value);
    }

    /** The number, 0 … 4294967295. */
    public long value() {
        return Integer.toUnsignedLong(bits);
    }

    /** Whether this is 0, which no node has. */
    public boolean none() {
        return bits == 0;
    }

    @Override
    public int compareTo(NodeId other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return Integer.toUnsignedString(bits);
    }
}
