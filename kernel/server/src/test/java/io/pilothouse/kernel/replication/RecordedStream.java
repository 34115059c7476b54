package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.net.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stream to a standby that takes what it is told to take. */
final class RecordedStream implements Subscriptions.Stream {
    final List<String> sent = new CopyOnWriteArrayList<>();
    final Map<Duration, Runnable> tasks = new ConcurrentHashMap<>();
    volatile long unsent;
    volatile boolean closed;

    @Override
    public void send(byte[] message) {
        sent.add(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void every(Duration period, Runnable task) {
        tasks.put(period, task);
    }

    @Override
    public long unsent() {
        return unsent;
    }

    @Override
    public void close() {
        closed = true;
    }

    String last() {
        return sent.isEmpty() ? "" : sent.getLast();
    }

    long count(String type) {
        return sent.stream().filter(message -> message.contains("\"type\":\"" + type + "\"")).count();
    }
}
