package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection for writing, with its prepared statements. After any failure the connection is closed, which undoes the
 * transaction for certain, also where SQLite has already undone it by itself; the next transaction opens a new one.
 *
 * <p>Threads: any; the gate makes them take turns.
 */
final class WriteSession implements AutoCloseable {
    private final Database database;
    private final Database.Use use;
    private final WriteGate gate;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;
    private boolean closed;

    WriteSession(Database database, Database.Use use, WriteGate gate) {
        this.database = database;
        this.use = use;
        this.gate = gate;
    }

    /** What happens inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T apply(WriteSession session) throws SQLException, IOException;
    }

    /**
     * Runs one transaction; it is committed when this returns and undone when this throws.
     *
     * @param doing continues "SQLite failed while …"
     */
    <T> T transaction(String doing, Work<T> work) throws IOException {
        gate.enter();
        boolean done = false;
        boolean committing = false;
        try {
            open();
            T result = work.apply(this);
            committing = true;
            connection.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            // A full disk stops SQLite before the frame that commits; any other failure may have come after it.
            if (committing && !Fault.isFull(e)) {
                gate.shut("it is unknown whether the last write reached the disk (" + e.getMessage() + ")");
            }
            throw Fault.of(e, database.file(), doing);
        } finally {
            if (!done) {
                abandon();
            }
            gate.leave();
        }
    }

    private void open() throws IOException {
        if (closed) {
            throw new IOException("The store in " + database.file().getParent() + " is closed.");
        }
        if (connection == null) {
            connection = database.connect(use);
        }
    }

    private void abandon() {
        statements.clear();
        Connection failed = connection;
        connection = null;
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException e) {
                gate.shut("a failed transaction could not be undone (" + e.getMessage() + ")");
            }
        }
    }

    /** A statement for use inside the current transaction; the same text gives the same statement. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Runs a statement with numbers for its parameters and returns the count of rows changed. */
    int update(String sql, long... parameters) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setLong(i + 1, parameters[i]);
        }
        return statement.executeUpdate();
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        try {
            gate.enter();
        } catch (IOException shut) {
            closeConnection();
            return;
        }
        try {
            closeConnection();
        } finally {
            gate.leave();
        }
    }

    private void closeConnection() throws IOException {
        closed = true;
        statements.clear();
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw Fault.of(e, database.file(), "closing it");
            } finally {
                connection = null;
            }
        }
    }
}
