package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Journal and snapshots in one SQLite database, beside it a lock and a {@link StoreMark}.
 *
 * <p>An append is one transaction with one flush. Snapshot pieces and clean-up go through a second connection whose commits
 * are not flushed by themselves; completing a snapshot flushes them all.
 */
final class SqliteStore implements PersistenceBackend {
    /** The mark follows the journal in such steps; so many records at most could be cut off unnoticed. */
    private static final int MARK_STEP = 10_000;
    private static final long NO_DRAFT = -1;

    private final OpenedFiles files;
    private final Readers readers;
    private final WriteGate gate;
    private final WriteSession durable;
    private final WriteSession background;
    private final JournalTable journal;
    private final SnapshotTable snapshots;
    private final AtomicLong draft = new AtomicLong(NO_DRAFT);
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(OpenedFiles files) {
        Database database = files.database();
        this.gate = new WriteGate();
        this.files = files;
        this.journal = files.journal();
        this.readers = new Readers(database);
        this.durable = new WriteSession(database, Database.Use.DURABLE, gate);
        this.background = new WriteSession(database, Database.Use.BACKGROUND, gate);
        this.snapshots = new SnapshotTable(database);
    }

    /**
     * Opens the store in a folder, or makes a new one where there has never been one.
     *
     * @throws io.pilothouse.spi.DamagedStoreException when what is there cannot be trusted
     * @throws IOException when the store is in use or cannot be opened
     */
    static SqliteStore open(Path folder, StoreOptions options) throws IOException {
        SqliteStore store = new SqliteStore(OpenedFiles.open(folder.toAbsolutePath(), options));
        boolean ready = false;
        try {
            store.snapshots.sweep(store.background, NO_DRAFT);
            ready = true;
            return store;
        } finally {
            if (!ready) {
                store.close();
            }
        }
    }

    @Override
    public long lastSequence() {
        return journal.last();
    }

    @Override
    public long firstSequence() {
        return journal.first();
    }

    @Override
    public void append(List<StoredRecord> batch) throws IOException {
        journal.append(durable, batch);
        try {
            files.recordsReached(journal.last(), MARK_STEP);
        } catch (IOException e) {
            if (files.marked() == 0) {
                gate.shut("the mark beside the database could not be written (" + e.getMessage() + ")");
                throw e;
            }
            // The batch is stored and an older mark still holds; the next append tries again.
        }
    }

    @Override
    public List<StoredRecord> read(long fromSequence, int limit) throws IOException {
        return readers.read("reading the table journal from sequence " + fromSequence,
                connection -> journal.read(connection, fromSequence, limit));
    }

    @Override
    public List<Long> snapshots() throws IOException {
        return readers.read("reading the table snapshot", snapshots::complete);
    }

    @Override
    public SnapshotReader openSnapshot(long sequence) throws IOException {
        return readers.read("opening snapshot " + sequence,
                connection -> snapshots.open(connection, readers, sequence));
    }

    @Override
    public synchronized SnapshotWriter beginSnapshot(long sequence) throws IOException {
        if (sequence < 0 || sequence > journal.last()) {
            throw new IOException(
                    "a snapshot at sequence " + sequence + " is not possible: the last record is " + journal.last());
        }
        if (draft.get() != NO_DRAFT) {
            throw new IOException("another snapshot is still being written");
        }
        long id = snapshots.begin(background, sequence);
        draft.set(id);
        return new SnapshotDraft(this, sequence, id);
    }

    void addPiece(long id, long number, byte[] piece) throws IOException {
        snapshots.addPiece(background, id, number, piece);
    }

    void complete(long id, long sequence, long pieces) throws IOException {
        snapshots.complete(durable, id, sequence, pieces);
    }

    /** Removes what the writer left behind: nothing when it completed, everything when it did not. */
    synchronized void draftEnded() throws IOException {
        draft.set(NO_DRAFT);
        if (!closed.get()) {
            snapshots.sweep(background, NO_DRAFT);
        }
    }

    @Override
    public synchronized void discardRecordsBefore(long sequence) throws IOException {
        List<Long> complete = snapshots();
        if (sequence > 1 && (complete.isEmpty() || complete.getFirst() < sequence - 1)) {
            throw new IOException("records before " + sequence
                    + " cannot be dropped: no complete snapshot stands for them; complete ones are " + complete);
        }
        journal.discardBefore(background, sequence);
    }

    @Override
    public synchronized void discardSnapshots(int keep) throws IOException {
        if (keep < 1 && journal.first() > 1) {
            throw new IOException(
                    "the last snapshot cannot be dropped: it stands for the records before " + journal.first());
        }
        snapshots.discardAllBut(background, keep);
        snapshots.sweep(background, draft.get());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // The lock goes last, whatever else fails: until then nobody may open the files.
        try (files; readers; background; durable) {
            files.recordsReached(journal.last(), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
