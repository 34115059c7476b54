package io.pilothouse.spi;

import java.util.Objects;

/**
 * One journal record as the store sees it: a number and bytes.
 *
 * @param sequence 1 for the first record of a registry, then without gaps
 * @param bytes what the kernel wants back unchanged; not copied, so neither side may change them
 */
public record StoredRecord(long sequence, byte[] bytes) {
    public StoredRecord {
        Objects.requireNonNull(bytes, "bytes");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be at least 1 but is " + sequence);
        }
    }
}
