package io.pilothouse.acceptance.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.acceptance.harness.WireConnection.Answer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Nodes that change their names as fast as they can, each on a connection of its own, many at a time: the cheapest change that is
 * an event and says which one it is. They stop when the connection breaks and go on at the next registry.
 *
 * <p>Threads: one drives it; the nodes have their own.
 */
final class Renaming {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final List<Node> nodes = new ArrayList<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong next = new AtomicLong();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final List<Long> delays = new ArrayList<>();
    private final LongFunction<String> naming;
    private List<Thread> working = List.of();
    private volatile long enough;
    private volatile int inFlight = 64;

    private record Node(ObjectNode command) {
        ObjectNode named(String name) {
            return command.deepCopy().put("hostname", name);
        }
    }

    /**
     * Registers the nodes.
     *
     * @param naming the name of each number; no two may be the same
     */
    Renaming(Registry registry, int count, LongFunction<String> naming) {
        this.naming = naming;
        try (WireConnection connection = registry.connect()) {
            for (int i = 0; i < count; i++) {
                AgentKey key = AgentKey.of("delivery/" + i);
                JsonNode reply = connection.call(Commands.register(key));
                // What is signed does not hold the name, so one signature does for all.
                nodes.add(new Node(Commands.hostname(key, reply.path("node_id").asLong(), "")));
            }
        }
    }

    /** From now on each has so many changes under way at a time. */
    Renaming inFlight(int changes) {
        inFlight = changes;
        return this;
    }

    /** How many were acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Goes on until so many changes were acknowledged in all. */
    void start(Registry registry, long until) {
        enough = until;
        InetSocketAddress address = registry.protocol();
        working = nodes.stream().map(node -> Thread.ofPlatform().name("renaming").start(() -> work(node, address)))
                .toList();
    }

    /** Waits until so many were acknowledged, or nobody works any more. */
    void await(long count) throws InterruptedException {
        for (Thread thread : working) {
            while (thread.isAlive() && acknowledged.get() < count) {
                thread.join(Duration.ofMillis(5));
            }
        }
    }

    /** Waits for the end of all. */
    void join() throws InterruptedException {
        for (Thread thread : working) {
            thread.join();
        }
    }

    /** The names of which the registry has said that they are given. */
    Set<String> names() {
        return names;
    }

    /** How long batches took that were acknowledged since the last call, in nanoseconds, shortest first. */
    long[] delays() {
        synchronized (delays) {
            long[] sorted = delays.stream().mapToLong(Long::longValue).toArray();
            delays.clear();
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private void work(Node node, InetSocketAddress address) {
        try (WireConnection connection = WireConnection.plain(address)) {
            boolean open = true;
            while (open && acknowledged.get() < enough) {
                List<String> batch = new ArrayList<>();
                for (int i = 0; i < inFlight; i++) {
                    batch.add(naming.apply(next.getAndIncrement()));
                }
                long sent = System.nanoTime();
                connection.sendAll(batch.stream().map(node::named).toList());
                for (int i = 0; i < batch.size() && open; i++) {
                    open = acknowledge(batch.get(i), connection.read(ANSWER));
                }
                synchronized (delays) {
                    delays.add(System.nanoTime() - sent);
                }
            }
        }
    }

    private boolean acknowledge(String name, Answer answer) {
        if (!(answer instanceof Answer.Frame frame)) {
            return false;
        }
        JsonNode reply = WireConnection.body(frame);
        if (!reply.path("type").asText().equals("set_hostname_ok")) {
            throw new IllegalStateException(name + " was answered " + reply);
        }
        names.add(name);
        acknowledged.incrementAndGet();
        return true;
    }
}
