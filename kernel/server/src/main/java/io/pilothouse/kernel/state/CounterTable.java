package io.pilothouse.kernel.state;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The published counters, which every change of a node reads and many set. Threads: many readers, one writer. */
final class CounterTable implements Table<Counter, Long> {
    private final Map<Counter, AtomicReference<Long>> numbers = new EnumMap<>(Counter.class);

    CounterTable() {
        for (Counter counter : Counter.values()) {
            numbers.put(counter, new AtomicReference<>());
        }
    }

    @Override
    public Long find(Counter key) {
        return numbers.get(key).get();
    }

    @Override
    public Long put(Counter key, Long value) {
        return numbers.get(key).getAndSet(value);
    }

    @Override
    public Long remove(Counter key) {
        return numbers.get(key).getAndSet(null);
    }

    @Override
    public Stream<Long> values() {
        return numbers.values().stream().map(AtomicReference::get).filter(Objects::nonNull);
    }
}
