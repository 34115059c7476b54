package io.pilothouse.kernel.state;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes over a table that are not published yet. Threads: one. */
final class DraftTable<K, V> implements Table<K, V> {
    private final Table<K, V> below;
    private final Map<K, Optional<V>> changed = new HashMap<>();

    DraftTable(Table<K, V> below) {
        this.below = below;
    }

    @Override
    public V find(K key) {
        Optional<V> value = changed.get(key);
        return value == null ? below.find(key) : value.orElse(null);
    }

    @Override
    public V put(K key, V value) {
        V before = find(key);
        changed.put(key, Optional.of(value));
        return before;
    }

    @Override
    public V remove(K key) {
        V before = find(key);
        changed.put(key, Optional.empty());
        return before;
    }

    @Override
    public Stream<V> values() {
        // Values below that were changed are the ones that the key lookup no longer yields; keys are not stored with
        // values, so the overlay is subtracted by identity.
        IdentityHashMap<V, Boolean> hidden = new IdentityHashMap<>();
        changed.keySet().forEach(key -> {
            V old = below.find(key);
            if (old != null) {
                hidden.put(old, true);
            }
        });
        return Stream.concat(below.values().filter(value -> !hidden.containsKey(value)),
                changed.values().stream().flatMap(Optional::stream));
    }

    void publish() {
        changed.forEach((key, value) -> value.ifPresentOrElse(now -> below.put(key, now), () -> below.remove(key)));
        changed.clear();
    }
}
