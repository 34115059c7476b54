package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/** The tables, and how a file is known to hold them. */
final class Schema {
    /** "Plth": tells SQLite's tools and ours whose file this is. */
    private static final int APPLICATION = 0x506c7468;
    private static final int VERSION = 1;

    private Schema() {}

    static boolean isEmpty(Connection connection) throws SQLException {
        return Database.value(connection, "SELECT 1 FROM sqlite_schema").isEmpty();
    }

    static void create(Connection connection, UUID store) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
            statement.execute(
                    "CREATE TABLE journal (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL, crc INTEGER NOT NULL) STRICT");
            // pieces is null until the snapshot is complete.
            statement.execute(
                    "CREATE TABLE snapshot (id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, pieces INTEGER) STRICT");
            statement.execute("CREATE TABLE piece (snapshot INTEGER NOT NULL, number INTEGER NOT NULL,"
                    + " bytes BLOB NOT NULL, crc INTEGER NOT NULL) STRICT");
            statement.execute("CREATE UNIQUE INDEX piece_place ON piece (snapshot, number)");
            statement.execute("PRAGMA application_id=" + APPLICATION);
            statement.execute("PRAGMA user_version=" + VERSION);
        }
        meta(connection, "store", store.toString());
        meta(connection, "first", "1");
    }

    /** Refuses a file that is somebody else's or of a later version. */
    static void check(Connection connection, Database database) throws SQLException, IOException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        if (application != APPLICATION) {
            throw Fault.damaged(database.file(),
                    "It is an SQLite database, but not one of Pilothouse: its application id is "
                            + application + " instead of " + APPLICATION);
        }
        if (version != VERSION) {
            throw new IOException("The database " + database.file() + " has format " + version
                    + " but this version of Pilothouse reads format " + VERSION
                    + ". Start the version of Pilothouse that wrote it.");
        }
        if (database.options().check()) {
            String finding = Database.value(connection, "PRAGMA integrity_check(1)").orElse("no answer");
            if (!finding.equals("ok")) {
                throw Fault.damaged(database.file(), "SQLite's check of the whole file finds: " + finding);
            }
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        return Database.value(connection, query).map(Integer::parseInt).orElse(0);
    }

    static void meta(Connection connection, String key, String value) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement(
                        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value")) {
            statement.setString(1, key);
            statement.setString(2, value);
            statement.executeUpdate();
        }
    }

    static Optional<String> meta(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT value FROM meta WHERE key = ?")) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
