package io.pilothouse.kernel.model;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One copy of values that many nodes have, such as versions and tags. Bounded: a value that meets another one at its place
 * takes it over, so rare values pass through and frequent ones stay.
 *
 * <p>Threads: any.
 *
 * @param <T> an immutable value
 */
final class Shared<T> {
    private static final int PLACES = 1 << 12;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);

    /** The value, or one that equals it. */
    T copyOf(T value) {
        int hash = value.hashCode() * 0x9E3779B9;
        int place = hash >>> Integer.SIZE - 12;
        T known = places.getAcquire(place);
        if (value.equals(known)) {
            return known;
        }
        places.setRelease(place, value);
        return value;
    }
}
