package io.pilothouse.acceptance.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.WireConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Agents that were there before and say over several connections that they still are, while something else goes on. Each
 * connection has one heartbeat under way, some 250 in a second.
 */
final class HeartbeatLoad implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int AGENTS = 25;
    private static final long PAUSE = Duration.ofMillis(4).toNanos();
    private static final int MOST = 2_000_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Future<?>> running = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final long[] times = new long[MOST];
    private int count;
    private int from;
    private volatile boolean stop;

    /** How it went: the times in milliseconds. */
    record Figures(int heartbeats, int errors, double median, double p99, double worst) {}

    HeartbeatLoad(Registry registry) {
        for (int i = 0; i < CONNECTIONS; i++) {
            int number = i;
            running.add(threads.submit(() -> beat(registry, number)));
        }
    }

    private void beat(Registry registry, int number) {
        try (WireConnection connection = registry.connect()) {
            List<AgentKey> keys = new ArrayList<>();
            List<Long> nodes = new ArrayList<>();
            for (int i = 0; i < AGENTS; i++) {
                keys.add(AgentKey.of("heartbeat " + number + "/" + i));
                nodes.add(connection.call(Commands.register(keys.get(i))).path("node_id").asLong());
            }
            for (int i = 0; !stop; i++) {
                JsonNode command = Commands.heartbeat(keys.get(i % AGENTS), nodes.get(i % AGENTS));
                long began = System.nanoTime();
                JsonNode reply = connection.call(command);
                note(System.nanoTime() - began, reply);
                LockSupport.parkNanos(PAUSE);
            }
        } catch (RuntimeException failed) {
            note(0, null);
            synchronized (this) {
                errors.add("connection " + number + ": " + failed);
            }
        }
    }

    private synchronized void note(long time, JsonNode reply) {
        if (reply == null) {
            return;
        }
        if (!reply.path("type").asText().equals("heartbeat_ok")) {
            errors.add(reply.toString());
        }
        if (count < MOST) {
            times[count++] = time;
        }
    }

    /** Those since this was asked last. */
    synchronized Figures figures() {
        long[] sorted = Arrays.copyOfRange(times, from, count);
        from = count;
        return figures(sorted);
    }

    /** All of them. */
    synchronized Figures all() {
        return figures(Arrays.copyOf(times, count));
    }

    private Figures figures(long[] some) {
        Arrays.sort(some);
        return some.length == 0
                ? new Figures(0, errors.size(), 0, 0, 0)
                : new Figures(some.length, errors.size(), some[some.length / 2] / 1e6,
                        some[(int) (some.length * 0.99)] / 1e6, some[some.length - 1] / 1e6);
    }

    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() throws InterruptedException {
        stop = true;
        threads.shutdown();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a heartbeat got no answer: " + running);
        }
    }
}
