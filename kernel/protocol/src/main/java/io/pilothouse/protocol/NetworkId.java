package io.pilothouse.protocol;

/**
 * Number of a network: unsigned 16 bits; 0 is the backbone that every node belongs to.
 *
 * @param value 0 … 65535
 */
public record NetworkId(int value) implements Comparable<NetworkId> {
    /** The network that every registered node is a member of. */
    public static final NetworkId BACKBONE = new NetworkId(0);

    public NetworkId {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("network id must be 0 … 65535 but is " + value);
        }
    }

    /** The id with this number. */
    public static NetworkId of(int value) {
        return value == 0 ? BACKBONE : new NetworkId(value);
    }

    /** Whether this is network 0. */
    public boolean backbone() {
        return value == 0;
    }

    @Override
    public int compareTo(NetworkId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
