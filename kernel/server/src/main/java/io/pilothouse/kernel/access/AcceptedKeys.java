package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keys that were found acceptable lately, in bounded number: what is true of a key stays true. Each key has four places;
 * when they are taken, it displaces one. The keys of a registry's nodes are objects that live anyway, so a place costs
 * little more than a reference.
 *
 * <p>Threads: any, without a lock.
 */
final class AcceptedKeys {
    private static final int WAYS = 4;

    private final AtomicReferenceArray<PublicKey> places;
    private final int mask;

    /**
     * Room for so many keys.
     *
     * @param capacity a power of two, at least 4
     */
    AcceptedKeys(int capacity) {
        if (capacity < WAYS || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two from 4 on but is " + capacity);
        }
        places = new AtomicReferenceArray<>(capacity);
        mask = capacity - WAYS;
    }

    /** Whether the key was found acceptable and is still remembered. */
    boolean contains(PublicKey key) {
        int first = first(key);
        for (int i = first; i < first + WAYS; i++) {
            if (key.equals(places.getAcquire(i))) {
                return true;
            }
        }
        return false;
    }

    /** Remembers an acceptable key. */
    void add(PublicKey key) {
        int first = first(key);
        int place = first + (int) (key.d() & WAYS - 1);
        for (int i = first; i < first + WAYS; i++) {
            if (places.getAcquire(i) == null) {
                place = i;
                break;
            }
        }
        places.setRelease(place, key);
    }

    private int first(PublicKey key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) * WAYS & mask;
    }
}
