package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * A few connections for reading; the write-ahead log lets them run beside a writer. A reader waits while all are in use.
 *
 * <p>Threads: any.
 */
final class Readers implements AutoCloseable {
    private final Database database;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Readers(Database database) {
        this.database = database;
        this.permits = new Semaphore(database.options().readers(), true);
    }

    /** What happens with the connection. */
    @FunctionalInterface
    interface Query<T> {
        T apply(Connection connection) throws SQLException, IOException;
    }

    <T> T read(String doing, Query<T> query) throws IOException {
        permits.acquireUninterruptibly();
        try {
            Connection connection = borrow();
            boolean healthy = false;
            try {
                T result = query.apply(connection);
                healthy = true;
                return result;
            } catch (SQLException e) {
                throw Fault.of(e, database.file(), doing);
            } finally {
                giveBack(connection, healthy);
            }
        } finally {
            permits.release();
        }
    }

    private Connection borrow() throws IOException {
        synchronized (idle) {
            if (closed) {
                throw new IOException("The store in " + database.file().getParent() + " is closed.");
            }
            Connection connection = idle.poll();
            if (connection != null) {
                return connection;
            }
        }
        return database.connect(Database.Use.READ);
    }

    private void giveBack(Connection connection, boolean healthy) throws IOException {
        synchronized (idle) {
            if (healthy && !closed) {
                idle.push(connection);
                return;
            }
        }
        close(connection);
    }

    private void close(Connection connection) throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Fault.of(e, database.file(), "closing a reader");
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (idle) {
            closed = true;
            for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
                close(connection);
            }
        }
    }
}
