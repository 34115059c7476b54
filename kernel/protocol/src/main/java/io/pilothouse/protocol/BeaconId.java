package io.pilothouse.protocol;

/**
 * Number of a beacon: unsigned 32 bits, chosen by the beacon ({@code commands-core.md}, beacon_register).
 *
 * @param bits the number as raw bits; read it with {@link #value}
 */
public record BeaconId(int bits) implements Comparable<BeaconId> {
    /**
     * The id with this number.
     *
     * @throws IllegalArgumentException outside 0 … 4294967295
     */
    public static BeaconId of(long value) {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("beacon id must be 0 … 4294967295 but is " + value);
        }
        return new BeaconId((int) value);
    }

    /** The number, 0 … 4294967295. */
    public long value() {
        return Integer.toUnsignedLong(bits);
    }

    /** Whether this is 0, which no beacon may have. */
    public boolean none() {
        return bits == 0;
    }

    @Override
    public int compareTo(BeaconId other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return Integer.toUnsignedString(bits);
    }
}
