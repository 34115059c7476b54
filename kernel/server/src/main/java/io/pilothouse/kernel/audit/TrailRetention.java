package io.pilothouse.kernel.audit;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.spi.PersistenceBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Drops records that nobody has to keep any longer: neither the operator's settings, nor the snapshots from which the
 * registry starts. Their leaf hashes stay, so that old checkpoints can still be compared with new ones.
 *
 * <p>Threads: one.
 */
public final class TrailRetention {
    private final PersistenceBackend store;
    private final Journal journal;
    private final TrailKeeper keeper;
    private final Duration age;
    private final long records;
    private final LongSupplier needed;
    private final long patience;

    /**
     * Retention by age and number.
     *
     * @param age how long records are kept, zero for ever
     * @param records how many are kept, 0 for all
     * @param needed the oldest record that somebody still has to read
     * @param patience how many records are left for them at most
     */
    public TrailRetention(PersistenceBackend store, Journal journal, TrailKeeper keeper, Duration age, long records,
            LongSupplier needed, long patience) {
        this.store = store;
        this.journal = journal;
        this.keeper = keeper;
        this.age = age;
        this.records = records;
        this.needed = needed;
        this.patience = patience;
    }

    /**
     * Drops what may go.
     *
     * @param now milliseconds since 1970 UTC
     * @return how many records went
     */
    public long run(long now) throws IOException {
        List<Long> snapshots = store.snapshots();
        long first = journal.firstSequence();
        if (snapshots.size() < 2 || first == 0) {
            return 0;
        }
        long last = journal.lastSequence();
        long byNumber = records > 0 ? last - records + 1 : 0;
        long byAge = age.isPositive() ? firstSince(first, last, now - age.toMillis()) : 0;
        // The older snapshot must remain of use, with every record after it.
        long border = Math.min(Math.max(byNumber, byAge), snapshots.get(1) + 1);
        border = Math.min(border, Math.max(needed.getAsLong(), border - patience));
        if (border <= first || !keeper.mayDrop(border - 1)) {
            return 0;
        }
        store.discardRecordsBefore(border);
        return border - first;
    }

    /** The first record of a time or later; times follow each other as the sequences do, except where a clock was set back. */
    private long firstSince(long first, long last, long time) throws IOException {
        long low = first;
        long high = last + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (journal.readEntries(middle, 1).getFirst().time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
