package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.PersistenceBackend;
import java.io.IOException;

/** Writes one snapshot. */
final class SnapshotDraft implements PersistenceBackend.SnapshotWriter {
    private static final int MAX_PIECE = 16 << 20;

    private final SqliteStore store;
    private final long sequence;
    private final long id;
    private long pieces;
    private boolean ended;

    SnapshotDraft(SqliteStore store, long sequence, long id) {
        this.store = store;
        this.sequence = sequence;
        this.id = id;
    }

    @Override
    public void add(byte[] piece) throws IOException {
        checkOpen();
        if (piece.length > MAX_PIECE) {
            throw new IllegalArgumentException(
                    "a piece has at most " + MAX_PIECE + " bytes but this one " + piece.length);
        }
        store.addPiece(id, pieces, piece);
        pieces++;
    }

    @Override
    public void complete() throws IOException {
        checkOpen();
        store.complete(id, sequence, pieces);
        ended = true;
        store.draftEnded();
    }

    private void checkOpen() throws IOException {
        if (ended) {
            throw new IOException("the writer of snapshot " + sequence + " is already closed or completed");
        }
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            store.draftEnded();
        }
    }
}
