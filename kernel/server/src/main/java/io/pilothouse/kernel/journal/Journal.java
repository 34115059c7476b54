package io.pilothouse.kernel.journal;

import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal as the kernel sees it: records in, records out.
 *
 * <p>Threads: {@link #append}, {@link #appendStored} and {@link #published} the committer's only; the rest any.
 */
public final class Journal {
    private static final int PAGE = 100;

    private final PersistenceBackend store;
    private volatile long lastSequence;
    private volatile long publishedSequence;

    /** A journal on this store, after recovery. */
    public Journal(PersistenceBackend store, long lastSequence) {
        this.store = store;
        this.lastSequence = lastSequence;
        this.publishedSequence = lastSequence;
    }

    /** The sequence of the last durable record. */
    public long lastSequence() {
        return lastSequence;
    }

    /** The sequence of the last record whose changes are in the live state; never ahead of the durable one. */
    public long publishedSequence() {
        return publishedSequence;
    }

    /** Tells that the changes of all durable records are in the live state. */
    public void published() {
        publishedSequence = lastSequence;
    }

    /** Makes records durable, all or none; returns when they are. */
    public void append(List<JournalRecord> records) throws IOException {
        appendStored(records.stream().map(Journal::stored).toList());
    }

    /** Makes records durable that are encoded already. */
    public void appendStored(List<StoredRecord> records) throws IOException {
        store.append(records);
        lastSequence = records.getLast().sequence();
    }

    /** A record as it will be stored. */
    public static StoredRecord stored(JournalRecord entry) {
        return new StoredRecord(entry.sequence(), RecordCodec.encode(entry));
    }

    /** Up to {@code limit} records from a sequence on. */
    public List<JournalRecord> read(long fromSequence, int limit) throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        for (StoredRecord stored : store.read(fromSequence, limit)) {
            records.add(RecordCodec.decode(stored.sequence(), stored.bytes()));
        }
        return records;
    }

    /** Up to {@code limit} durable records from a sequence on, as they are stored. */
    public List<StoredRecord> stored(long fromSequence, int limit) throws IOException {
        long last = lastSequence;
        return last < fromSequence
                ? List.of()
                : store.read(fromSequence, (int) Math.min(limit, last - fromSequence + 1));
    }

    /** Up to {@code limit} durable records from a sequence on, with the digests of their changes. */
    public List<TrailRecord> readTrail(long fromSequence, int limit) throws IOException {
        return readTrail(fromSequence, limit, true);
    }

    /**
     * Up to {@code limit} durable records from a sequence on, without their changes, of which an import writes many to a
     * record.
     */
    public List<JournalRecord> readEntries(long fromSequence, int limit) throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        while (records.size() < limit) {
            List<TrailRecord> page = readTrail(fromSequence + records.size(), Math.min(PAGE, limit - records.size()),
                    false);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(one -> records.add(one.entry()));
        }
        return records;
    }

    private List<TrailRecord> readTrail(long fromSequence, int limit, boolean digested) throws IOException {
        List<TrailRecord> records = new ArrayList<>();
        for (StoredRecord stored : stored(fromSequence, limit)) {
            records.add(RecordCodec.decodeForTrail(stored.sequence(), stored.bytes(), digested));
        }
        return records;
    }

    /** The sequence of the oldest record that is still stored, 0 when there is none. */
    public long firstSequence() throws IOException {
        return store.firstSequence();
    }
}
