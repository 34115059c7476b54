package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keys that were decoded lately, in bounded number. Each key has four places; when they are taken, it displaces one.
 *
 * <p>Threads: any, without a lock. Two threads that decode the same key at once do so twice, and nothing worse.
 *
 * @param <K> a decoded key
 */
final class RecentKeys<K> {
    private static final int WAYS = 4;

    private final AtomicReferenceArray<Entry<K>> places;
    private final int mask;

    private record Entry<K>(PublicKey key, K decoded) {}

    /**
     * Room for so many keys.
     *
     * @param capacity a power of two, at least 4
     */
    RecentKeys(int capacity) {
        if (capacity < WAYS || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two from 4 on but is " + capacity);
        }
        places = new AtomicReferenceArray<>(capacity);
        mask = capacity - WAYS;
    }

    /** The decoded form, if it is still there. */
    Optional<K> find(PublicKey key) {
        int first = first(key);
        for (int i = first; i < first + WAYS; i++) {
            Entry<K> entry = places.get(i);
            if (entry != null && entry.key.equals(key)) {
                return Optional.of(entry.decoded);
            }
        }
        return Optional.empty();
    }

    /** Remembers the decoded form. */
    void keep(PublicKey key, K decoded) {
        int first = first(key);
        int place = first + (int) (key.d() & WAYS - 1);
        for (int i = first; i < first + WAYS; i++) {
            if (places.get(i) == null) {
                place = i;
                break;
            }
        }
        places.set(place, new Entry<>(key, decoded));
    }

    private int first(PublicKey key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) * WAYS & mask;
    }
}
