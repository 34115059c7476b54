package io.pilothouse.kernel.journal;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.spi.PersistenceBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Writes snapshots while the registry works. A snapshot at sequence n holds every fact up to n and perhaps later ones,
 * which the records after n repeat (see {@link LiveState#facts}).
 *
 * <p>Threads: any, one snapshot at a time.
 */
public final class SnapshotWriting {
    private static final int FACTS_PER_PIECE = 1_000;
    private static final int KEPT = 2;

    private final PersistenceBackend store;
    private final LiveState state;
    private final Journal journal;
    private long written;

    public SnapshotWriting(PersistenceBackend store, LiveState state, Journal journal, long newestSnapshot) {
        this.store = store;
        this.state = state;
        this.journal = journal;
        this.written = newestSnapshot;
    }

    /** Records since the newest snapshot. */
    public synchronized long recordsSince() {
        return journal.lastSequence() - written;
    }

    /**
     * Writes a snapshot unless the newest one is current.
     *
     * @return the sequence it stands for
     */
    public synchronized long write() throws IOException {
        // Not the last durable one: between append and publish its changes are not in the state yet, and a snapshot that stands
        // for it would make recovery pass over them.
        long sequence = journal.publishedSequence();
        if (sequence == written) {
            return sequence;
        }
        try (PersistenceBackend.SnapshotWriter writer = store.beginSnapshot(sequence)) {
            List<Change> piece = new ArrayList<>(FACTS_PER_PIECE);
            for (Iterator<Change> facts = state.facts().iterator(); facts.hasNext();) {
                piece.add(facts.next());
                if (piece.size() == FACTS_PER_PIECE || !facts.hasNext()) {
                    writer.add(RecordCodec.encode(piece));
                    piece.clear();
                }
            }
            writer.complete();
        }
        written = sequence;
        store.discardSnapshots(KEPT);
        return sequence;
    }
}
