package io.pilothouse.spi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the registry's journal and snapshots live. The kernel decides what the bytes mean; the store keeps them.
 *
 * <p>A store keeps records with consecutive sequence numbers and snapshots, each of which stands for "the state after
 * record n". Damage is reported as {@link DamagedStoreException}, any other failure as {@link IOException}.
 */
public interface PersistenceBackend extends Component {
    /**
     * The sequence of the last stored record, 0 when there is none.
     *
     * <p>Threads: any.
     */
    long lastSequence() throws IOException;

    /**
     * The sequence of the oldest stored record, 0 when there is none.
     *
     * <p>Threads: any.
     */
    long firstSequence() throws IOException;

    /**
     * Appends records whose sequences follow {@link #lastSequence} without a gap.
     *
     * <p>Threads: one (the committer). Order: a batch is stored whole or not at all, and returns only when it would
     * survive a loss of power. Failure: a throw means that nothing of the batch is stored and nothing ever will be; when
     * that cannot be promised the store refuses all further appends.
     */
    void append(List<StoredRecord> batch) throws IOException;

    /**
     * Reads records in order of sequence.
     *
     * <p>Threads: any, also while another thread appends; a record that is being appended may or may not be seen.
     *
     * <p>Failure: a missing or changed record is a {@link DamagedStoreException}, never a shorter list.
     *
     * @param fromSequence first sequence wanted; when older records were discarded the answer begins at
     *     {@link #firstSequence}, which the caller sees by the sequence of the first record
     * @param limit most records to return, at least 1
     * @return up to {@code limit} consecutive records, empty when there are none from there on
     */
    List<StoredRecord> read(long fromSequence, int limit) throws IOException;

    /** The sequences of all complete snapshots, newest first. Threads: any. */
    List<Long> snapshots() throws IOException;

    /**
     * Opens a snapshot for reading.
     *
     * <p>Threads: any. Failure: a sequence that {@link #snapshots} does not list is an {@link IOException}.
     */
    SnapshotReader openSnapshot(long sequence) throws IOException;

    /**
     * Begins a snapshot of the state after record {@code sequence}. It is listed only after
     * {@link SnapshotWriter#complete}. Completing one at a sequence that has a complete snapshot replaces that snapshot.
     *
     * <p>Threads: one at a time, not the committer's; appends go on meanwhile. Failure: a sequence after
     * {@link #lastSequence} or a second writer is an {@link IOException}.
     */
    SnapshotWriter beginSnapshot(long sequence) throws IOException;

    /**
     * Drops records with a sequence below the given one, except that the last record always stays: the sequence that
     * comes next must remain known.
     *
     * <p>Threads: any but the committer's. Failure: without a complete snapshot that stands for what would be dropped,
     * nothing is dropped and the call is an {@link IOException}.
     */
    void discardRecordsBefore(long sequence) throws IOException;

    /**
     * Drops all but the newest {@code keep} snapshots.
     *
     * <p>Threads: any but the committer's. Failure: dropping the last snapshot after records were dropped is an
     * {@link IOException}.
     */
    void discardSnapshots(int keep) throws IOException;

    /** Reads one snapshot. Threads: one. */
    interface SnapshotReader extends AutoCloseable {
        /** The next piece, in the order in which the pieces were written; empty after the last. */
        Optional<byte[]> next() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Writes one snapshot. Threads: one. Closing it without {@link #complete} leaves no trace. */
    interface SnapshotWriter extends AutoCloseable {
        /** Adds a piece of at most 16 MiB. */
        void add(byte[] piece) throws IOException;

        /** Makes the snapshot durable and visible. */
        void complete() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Opens stores of one type. */
    non-sealed interface Factory extends ComponentFactory<PersistenceBackend> {}
}
