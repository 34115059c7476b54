package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.DamagedStoreException;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The records of the journal. */
final class JournalTable {
    /** Rows dropped in one transaction, so that an append never waits long for a clean-up. */
    private static final int DISCARD_CHUNK = 2_000;
    private static final String INSERT = "INSERT INTO journal (sequence, bytes, crc) VALUES (?, ?, ?)";
    private static final String LAST = "SELECT coalesce(max(sequence), 0) FROM journal";
    private static final String FIRST = "SELECT coalesce(min(sequence), 0) FROM journal";
    private static final String READ = "SELECT sequence, bytes, crc, (SELECT value FROM meta WHERE key = 'first')"
            + " FROM journal WHERE sequence >= ? ORDER BY sequence LIMIT ?";

    private final Database database;
    private volatile long first;
    private volatile long last;
    private boolean confirmLast;

    /** Reads the borders and compares them with what the meta table promises. */
    JournalTable(Database database, Connection connection) throws SQLException, DamagedStoreException {
        this.database = database;
        this.first = number(connection, FIRST);
        this.last = number(connection, LAST);
        long promised = Schema.meta(connection, "first").map(Long::parseLong).orElse(0L);
        if (last != 0 && first != promised) {
            throw damaged(promised, "begins with record " + first + " instead of " + promised);
        }
        if (last == 0 && promised != 1) {
            throw damaged(promised, "is empty, but records from " + promised + " on were kept");
        }
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    void append(WriteSession session, List<StoredRecord> batch) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        long expected = last + 1;
        for (StoredRecord stored : batch) {
            if (stored.sequence() != expected) {
                throw new IOException(
                        "record " + stored.sequence() + " cannot be appended: the next sequence is " + expected);
            }
            expected++;
        }
        boolean confirm = confirmLast;
        confirmLast = true;
        session.transaction("appending records " + (last + 1) + " to " + (expected - 1), inside -> {
            if (confirm) {
                confirmLast(inside.connection());
            }
            PreparedStatement insert = inside.prepared(INSERT);
            for (StoredRecord stored : batch) {
                insert.setLong(1, stored.sequence());
                insert.setBytes(2, stored.bytes());
                insert.setLong(3, Checksum.of(stored.sequence(), 0, stored.bytes()));
                insert.executeUpdate();
            }
            return null;
        });
        confirmLast = false;
        if (first == 0) {
            first = 1;
        }
        last = expected - 1;
    }

    /** After a failed append: nothing of it may be there. */
    private void confirmLast(Connection connection) throws SQLException, IOException {
        long found = number(connection, LAST);
        if (found != last) {
            throw new IOException(
                    "The journal in " + database.file() + " ends with record " + found + " instead of " + last
                            + " after a failed append. Restart the registry; it then reads what is on the disk.");
        }
    }

    List<StoredRecord> read(Connection connection, long from, int limit) throws SQLException, IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 but is " + limit);
        }
        // Taken before the query, so that a record appended meanwhile is not missed; the oldest sequence comes with the
        // rows, so that records dropped meanwhile do not look like a gap.
        long knownLast = last;
        long expected = Math.max(from, 1);
        List<StoredRecord> records = new ArrayList<>(Math.min(limit, 1024));
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setLong(1, expected);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredRecord stored = record(rows);
                    if (records.isEmpty()) {
                        expected = Math.max(expected, rows.getLong(4));
                    }
                    if (stored.sequence() != expected) {
                        throw damaged(expected, "has a gap before record " + stored.sequence());
                    }
                    records.add(stored);
                    expected++;
                }
            }
        }
        if (records.size() < limit && expected <= knownLast) {
            throw damaged(expected, "has lost what follows, up to record " + knownLast);
        }
        return records;
    }

    private StoredRecord record(ResultSet rows) throws SQLException, DamagedStoreException {
        long sequence = rows.getLong(1);
        byte[] bytes = rows.getBytes(2);
        if (sequence < 1 || bytes == null || Checksum.of(sequence, 0, bytes) != rows.getLong(3)) {
            throw damaged(sequence,
                    "holds other bytes for record " + sequence + " than were stored: the checksum differs");
        }
        return new StoredRecord(sequence, bytes);
    }

    private DamagedStoreException damaged(long sequence, String what) {
        return Fault.damaged(database.file(), "Its table journal " + what + " (sequence " + sequence + ")");
    }

    void discardBefore(WriteSession session, long sequence) throws IOException {
        long wanted = Math.min(sequence, last);
        for (long from = first; from != 0 && from < wanted; from = first) {
            long next = Math.min(wanted, from + DISCARD_CHUNK);
            session.transaction("dropping records before " + next, inside -> {
                inside.update("DELETE FROM journal WHERE sequence < ?", next);
                Schema.meta(inside.connection(), "first", Long.toString(next));
                return null;
            });
            first = next;
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        return Database.value(connection, query).map(Long::parseLong).orElse(0L);
    }
}
