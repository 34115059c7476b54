package io.pilothouse.kernel.state;

import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The published table. Threads: many readers, one writer. */
final class LiveTable<K, V> implements Table<K, V> {
    private final ConcurrentHashMap<K, V> map = new ConcurrentHashMap<>();

    @Override
    public V find(K key) {
        return map.get(key);
    }

    @Override
    public V put(K key, V value) {
        return map.put(key, value);
    }

    @Override
    public V remove(K key) {
        return map.remove(key);
    }

    @Override
    public Stream<V> values() {
        return map.values().stream();
    }
}
