package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.PersistenceBackend;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads one snapshot; each piece is a query of its own, so that a slow reader does not hold back the write-ahead log. */
final class SnapshotPieces implements PersistenceBackend.SnapshotReader {
    private final Database database;
    private final Readers readers;
    private final long sequence;
    private final long id;
    private final long pieces;
    private long next;

    SnapshotPieces(Database database, Readers readers, long sequence, long id, long pieces) {
        this.database = database;
        this.readers = readers;
        this.sequence = sequence;
        this.id = id;
        this.pieces = pieces;
    }

    @Override
    public Optional<byte[]> next() throws IOException {
        if (next >= pieces) {
            return Optional.empty();
        }
        byte[] piece = readers.read("reading piece " + next + " of snapshot " + sequence, this::piece);
        next++;
        return Optional.of(piece);
    }

    private byte[] piece(Connection connection) throws SQLException, IOException {
        String query = "SELECT p.bytes, p.crc, s.pieces FROM snapshot s LEFT JOIN piece p ON p.snapshot = s.id AND p.number = ?"
                + " WHERE s.id = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, next);
            statement.setLong(2, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next() || rows.getObject(3) == null) {
                    throw new IOException("snapshot " + sequence + " was dropped or replaced while it was read");
                }
                byte[] bytes = rows.getBytes(1);
                if (bytes == null) {
                    throw damaged("is missing", connection);
                }
                if (Checksum.of(id, next, bytes) != rows.getLong(2)) {
                    throw damaged("holds other bytes than were stored: the checksum differs", connection);
                }
                return bytes;
            }
        }
    }

    private IOException damaged(String what, Connection connection) throws SQLException {
        return Fault.damaged(database.file(),
                "In its table piece, piece " + next + " of snapshot " + sequence + " " + what
                        + "; complete snapshots are "
                        + new SnapshotTable(database).complete(connection) + ", and any but " + sequence
                        + " may be whole");
    }

    @Override
    public void close() {
        next = pieces;
    }
}
