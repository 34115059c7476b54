package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * The database file and how connections to it are made.
 *
 * @param file the database
 * @param options how to open it
 */
record Database(Path file, StoreOptions options) {
    /** Who a connection is for. */
    enum Use {
        /** Appends and completed snapshots: a commit is on stable storage when it returns. */
        DURABLE,
        /** Pieces and clean-up: commits are made durable by the next one of {@link #DURABLE} kind. */
        BACKGROUND,
        /** Reads only. */
        READ
    }

    Connection connect(Use use) throws IOException {
        try {
            Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
            try {
                prepare(connection, use);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Fault.of(e, file, "opening it");
        }
    }

    private void prepare(Connection connection, Use use) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + options.busyTimeout().toMillis());
            String mode = value(connection, "PRAGMA journal_mode=WAL").orElse("none");
            if (!mode.equals("wal")) {
                throw new SQLException("no write-ahead log on this file system (journal mode is " + mode + ")");
            }
            statement.execute("PRAGMA synchronous=" + (use == Use.BACKGROUND ? "NORMAL" : "FULL"));
            // On macOS an fsync does not reach the disk without this; elsewhere it changes nothing.
            statement.execute("PRAGMA fullfsync=ON");
            statement.execute("PRAGMA cell_size_check=ON");
            statement.execute("PRAGMA trusted_schema=OFF");
            statement.execute("PRAGMA wal_autocheckpoint=" + options.checkpointPages());
            if (options.maxPages() > 0) {
                statement.execute("PRAGMA max_page_count=" + options.maxPages());
            }
            if (use == Use.READ) {
                statement.execute("PRAGMA query_only=ON");
            } else {
                connection.setAutoCommit(false);
            }
        }
    }

    /** First column of the first row; empty when there is none or it is null. */
    static Optional<String> value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}
