package io.pilothouse.kernel.migration;

import io.pilothouse.kernel.journal.InOrder;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private final InOrder<List<NodeId>> checks;
    private List<Owned> waiting = new ArrayList<>(BATCH);

    private record Owned(NodeId node, PublicKey key) {}

    KeyChecks(Predicate<PublicKey> acceptable, ImportReport report) {
        this.acceptable = acceptable;
        this.checks = new InOrder<>("key-check", findings -> findings
                .forEach(node -> report.remark("key that can never verify a signature", "node " + node)));
    }

    void add(NodeId node, PublicKey key) throws IOException {
        waiting.add(new Owned(node, key));
        if (waiting.size() == BATCH) {
            begin();
        }
    }

    private void begin() throws IOException {
        List<Owned> batch = waiting;
        waiting = new ArrayList<>(BATCH);
        checks.begin(() -> batch.stream().filter(one -> !acceptable.test(one.key())).map(Owned::node).toList());
    }

    /** Waits for all findings. */
    void finish() throws IOException {
        begin();
        checks.finish();
    }

    @Override
    public void close() {
        checks.close();
    }
}
