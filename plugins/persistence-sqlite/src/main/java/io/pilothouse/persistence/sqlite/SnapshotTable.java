package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which snapshots there are. A snapshot is a row; its bytes are rows of the piece table. */
final class SnapshotTable {
    private static final String COMPLETE = "SELECT sequence FROM snapshot WHERE pieces IS NOT NULL ORDER BY sequence DESC";
    private final Database database;

    SnapshotTable(Database database) {
        this.database = database;
    }

    List<Long> complete(Connection connection) throws SQLException {
        return numbers(connection, COMPLETE);
    }

    SnapshotPieces open(Connection connection, Readers readers, long sequence) throws SQLException, IOException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT id, pieces FROM snapshot WHERE sequence = ? AND pieces IS NOT NULL")) {
            statement.setLong(1, sequence);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    return new SnapshotPieces(database, readers, sequence, rows.getLong(1), rows.getLong(2));
                }
            }
        }
        throw new IOException("There is no snapshot " + sequence + " in " + database.file() + "; complete ones are "
                + complete(connection));
    }

    long begin(WriteSession session, long sequence) throws IOException {
        return session.transaction("beginning snapshot " + sequence, inside -> {
            inside.update("INSERT INTO snapshot (sequence) VALUES (?)", sequence);
            return numbers(inside.connection(), "SELECT max(id) FROM snapshot").getFirst();
        });
    }

    void addPiece(WriteSession session, long id, long number, byte[] piece) throws IOException {
        session.transaction("adding piece " + number + " of a snapshot", inside -> {
            PreparedStatement insert = inside
                    .prepared("INSERT INTO piece (snapshot, number, bytes, crc) VALUES (?, ?, ?, ?)");
            insert.setLong(1, id);
            insert.setLong(2, number);
            insert.setBytes(3, piece);
            insert.setLong(4, Checksum.of(id, number, piece));
            return insert.executeUpdate();
        });
    }

    /** One durable commit makes the new snapshot visible and an older one of the same sequence invisible. */
    void complete(WriteSession durable, long id, long sequence, long pieces) throws IOException {
        durable.transaction("completing snapshot " + sequence, inside -> {
            inside.update("UPDATE snapshot SET pieces = NULL WHERE sequence = ?", sequence);
            int changed = inside.update("UPDATE snapshot SET pieces = ? WHERE id = ?", pieces, id);
            if (changed != 1) {
                throw new IOException("snapshot " + sequence + " was dropped while it was written");
            }
            return null;
        });
    }

    void discardAllBut(WriteSession session, int keep) throws IOException {
        if (keep < 0) {
            throw new IllegalArgumentException("keep must not be negative but is " + keep);
        }
        session.transaction("dropping old snapshots", inside -> inside.update("UPDATE snapshot SET pieces = NULL WHERE"
                + " pieces IS NOT NULL AND id NOT IN (SELECT id FROM snapshot WHERE pieces IS NOT NULL"
                + " ORDER BY sequence DESC LIMIT ?)", keep));
    }

    /** Removes what is not complete, piece by piece so that appends go on, except the one that is being written. */
    void sweep(WriteSession session, long writing) throws IOException {
        List<Long> incomplete = session.transaction("looking for dropped snapshots",
                inside -> numbers(inside.connection(),
                        "SELECT id FROM snapshot WHERE pieces IS NULL AND id <> " + writing));
        for (long id : incomplete) {
            int removed;
            do {
                removed = session.transaction("removing a dropped snapshot", inside -> inside.update(
                        "DELETE FROM piece WHERE rowid IN (SELECT rowid FROM piece WHERE snapshot = ? LIMIT 4)", id));
            } while (removed > 0);
            session.transaction("removing a dropped snapshot",
                    inside -> inside.update("DELETE FROM snapshot WHERE id = ?", id));
        }
    }

    private static List<Long> numbers(Connection connection, String query) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }
}
