package io.pilothouse.kernel.journal;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.spi.DamagedStoreException;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Rebuilds the state: the newest snapshot, then every record after it. Runs no rules. */
public final class Recovery {
    /** What to do about damage, the same everywhere. */
    public static final String ADVICE = "Restore the data folder from a backup, or, if an older snapshot and the journal"
            + " after it are sound, start once with --recover-from-snapshot SEQUENCE.";

    private static final int PAGE = 200;

    private final PersistenceBackend store;
    private final Optional<Long> chosenSnapshot;

    /**
     * Recovery from a store.
     *
     * @param chosenSnapshot the snapshot to begin with instead of the newest, 0 for none at all; the operator's decision
     */
    public Recovery(PersistenceBackend store, Optional<Long> chosenSnapshot) {
        this.store = store;
        this.chosenSnapshot = chosenSnapshot;
    }

    /**
     * Fills an empty state.
     *
     * @param progress is told the sequence of what was applied, now and then
     * @return the sequence of the last record
     * @throws DamagedStoreException when anything that was acknowledged cannot be had; the state is then of no use
     */
    public long into(LiveState state, LongConsumer progress) throws IOException {
        long snapshot = snapshot();
        if (snapshot > 0) {
            load(snapshot, state);
        }
        long sequence = snapshot;
        long first = store.firstSequence();
        long last = store.lastSequence();
        if (snapshot > last) {
            throw new DamagedStoreException("snapshot " + snapshot + " is newer than the journal, which ends at record "
                    + last
                    + ": an import was interrupted or records were lost. Import again into an empty data folder. "
                    + ADVICE);
        }
        if (first > sequence + 1) {
            throw new DamagedStoreException(
                    "the journal begins at record " + first + " but the state is known only up to "
                            + (sequence == 0 ? "nothing" : "record " + sequence) + ". " + ADVICE);
        }
        replay(state, sequence, last, progress);
        if (last > 0 && state.registryId().isEmpty()) {
            throw new DamagedStoreException("the journal does not say which registry it belongs to. " + ADVICE);
        }
        return last;
    }

    private void replay(LiveState state, long known, long last, LongConsumer progress) throws IOException {
        long sequence = known;
        try (InOrder<List<JournalRecord>> decoding = new InOrder<>("recovery", entries -> {
            for (JournalRecord entry : entries) {
                state.apply(entry);
            }
            progress.accept(entries.getLast().sequence());
        })) {
            while (sequence < last) {
                List<StoredRecord> page = store.read(sequence + 1, PAGE);
                if (page.isEmpty()) {
                    throw missing(sequence + 1, last);
                }
                for (StoredRecord stored : page) {
                    if (stored.sequence() != ++sequence) {
                        throw missing(sequence, last);
                    }
                }
                decoding.begin(() -> decoded(page));
            }
            decoding.finish();
        }
    }

    private static DamagedStoreException missing(long sequence, long last) {
        return new DamagedStoreException("journal record " + sequence + " of " + last + " is missing. " + ADVICE);
    }

    private static List<JournalRecord> decoded(List<StoredRecord> page) throws DamagedStoreException {
        List<JournalRecord> entries = new ArrayList<>(page.size());
        for (StoredRecord stored : page) {
            entries.add(RecordCodec.decode(stored.sequence(), stored.bytes()));
        }
        return entries;
    }

    private long snapshot() throws IOException {
        List<Long> snapshots = store.snapshots();
        if (chosenSnapshot.isEmpty()) {
            return snapshots.isEmpty() ? 0 : snapshots.getFirst();
        }
        long chosen = chosenSnapshot.get();
        if (chosen != 0 && !snapshots.contains(chosen)) {
            throw new DamagedStoreException(
                    "there is no snapshot " + chosen + "; there are " + snapshots
                            + " (0 begins with the journal alone)");
        }
        return chosen;
    }

    private void load(long snapshot, LiveState state) throws IOException {
        try (PersistenceBackend.SnapshotReader reader = store.openSnapshot(snapshot);
                InOrder<List<Change>> decoding = new InOrder<>("recovery",
                        facts -> facts.forEach(fact -> state.apply(fact)))) {
            int number = 0;
            for (Optional<byte[]> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
                byte[] bytes = piece.get();
                int place = number++;
                decoding.begin(() -> RecordCodec.decodePiece(snapshot, place, bytes));
            }
            decoding.finish();
            if (number == 0) {
                throw new DamagedStoreException("snapshot " + snapshot + " is empty. " + ADVICE);
            }
        }
    }
}
