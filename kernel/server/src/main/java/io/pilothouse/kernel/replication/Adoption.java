package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.state.Presence;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Makes records of a primary durable and visible here, and returns when they are. Threads: one. */
final class Adoption {
    private static final int MOST = 4_000;
    private static final long PATIENCE_SECONDS = 60;

    private final Intake intake;
    private final Presence presence;

    /**
     * A record of the primary.
     *
     * @param stored its bytes as they are stored
     */
    record Foreign(JournalRecord entry, byte[] stored) {}

    /** Where records go: the commit pipeline. */
    @FunctionalInterface
    interface Intake {
        /** Takes a record and its bytes; tells its outcome once, from any thread. */
        void adopt(JournalRecord entry, byte[] stored, Consumer<Outcome> outcome);
    }

    Adoption(Intake intake, Presence presence) {
        this.intake = intake;
        this.presence = presence;
    }

    /**
     * Adopts records whose sequences follow what is there.
     *
     * @throws IOException if one of them was not taken; none after it was
     */
    void adopt(List<Foreign> records) throws IOException, InterruptedException {
        for (int from = 0; from < records.size(); from += MOST) {
            some(records.subList(from, Math.min(records.size(), from + MOST)));
        }
    }

    private void some(List<Foreign> records) throws IOException, InterruptedException {
        CountDownLatch waiting = new CountDownLatch(records.size());
        AtomicReference<String> refused = new AtomicReference<>();
        for (Foreign foreign : records) {
            intake.adopt(foreign.entry(), foreign.stored(), outcome -> {
                if (outcome instanceof Outcome.Refused no) {
                    refused.compareAndSet(null, no.text());
                }
                waiting.countDown();
            });
        }
        if (!waiting.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the store did not take what the primary sent within " + PATIENCE_SECONDS + " s");
        }
        if (refused.get() != null) {
            throw new IOException("what the primary sent could not be kept: " + refused.get());
        }
        records.forEach(foreign -> sightings(foreign.entry()));
    }

    /** Who registers is there, and who left is not. */
    private void sightings(JournalRecord entry) {
        for (Change change : entry.changes()) {
            if (change instanceof Change.NodePut(Node node)) {
                if (!node.live()) {
                    presence.forget(node.id());
                } else if (presence.lastSeen(node.id()) == 0) {
                    presence.seen(node.id(), entry.time());
                }
            }
        }
    }
}
