package io.pilothouse.kernel.migration;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Looks at keys on all cores while the file is read on: whether a point of the curve has the right order takes a hundred
 * times longer than reading its node. Findings come in the order of the file, and no more than a few batches wait.
 *
 * <p>Threads: one.
 */
final class KeyChecks implements AutoCloseable {
    private static final int BATCH = 500;

    private final Predicate<PublicKey> acceptable;
    private final ImportReport report;
    private final int atOnce = 4 * Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().name("key-check-", 1).factory());
    private final Deque<Future<List<NodeId>>> running = new ArrayDeque<>();
    private List<Owned> waiting = new ArrayList<>(BATCH);

    private record Owned(NodeId node, PublicKey key) {}

    KeyChecks(Predicate<PublicKey> acceptable, ImportReport report) {
        this.acceptable = acceptable;
        this.report = report;
    }

    void add(NodeId node, PublicKey key) {
        waiting.add(new Owned(node, key));
        if (waiting.size() == BATCH) {
            submit();
        }
    }

    private void submit() {
        while (running.size() >= atOnce) {
            takeOldest();
        }
        List<Owned> batch = waiting;
        waiting = new ArrayList<>(BATCH);
        running.add(threads.submit(() -> batch.stream().filter(one -> !acceptable.test(one.key())).map(Owned::node)
                .toList()));
    }

    private void takeOldest() {
        try {
            running.remove().get()
                    .forEach(node -> report.remark("key that can never verify a signature", "node " + node));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking keys", stop);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a key could not be checked: " + failed.getCause(), failed.getCause());
        }
    }

    /** Waits for all findings. */
    void finish() {
        submit();
        while (!running.isEmpty()) {
            takeOldest();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
