package io.pilothouse.kernel.state;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One map of the state. A null value never occurs.
 *
 * @param <K> key
 * @param <V> immutable value
 */
interface Table<K, V> {
    /** The value, or null. */
    V find(K key);

    /** Sets a value; returns the one before, or null. */
    V put(K key, V value);

    /** Takes a value away; returns it, or null. */
    V remove(K key);

    /** So many entries are about to come; may be wrong, and then costs only memory or time. */
    default void expect(long entries) {}

    /** Hands all values to somebody, like {@link #values}. */
    default void each(Consumer<V> taker) {
        values().forEach(taker);
    }

    /** All values, in no particular order; weakly consistent while others write. */
    Stream<V> values();
}
