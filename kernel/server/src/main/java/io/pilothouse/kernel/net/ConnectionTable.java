package io.pilothouse.kernel.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop. Deadlines are checked by going round, a part of the table at a time: a million timers
 * would cost more memory, and a whole round at once would be felt. Threads: its event loop.
 */
final class ConnectionTable {
    private static final int PARTS = 16;
    private static final long SHORTEST_ROUND = TimeUnit.MILLISECONDS.toNanos(160);
    private static final long LONGEST_ROUND = TimeUnit.SECONDS.toNanos(4);

    private final List<Connection> connections = new ArrayList<>();
    private int cursor;

    /** How often {@link #sweep} is to be called, so that a deadline is missed by a small part of it only. */
    static long sweepNanos(Duration shortestDeadline) {
        return Math.clamp(shortestDeadline.toNanos() / 8, SHORTEST_ROUND, LONGEST_ROUND) / PARTS;
    }

    void add(Connection connection) {
        connection.place(connections.size());
        connections.add(connection);
    }

    void remove(Connection connection) {
        Connection last = connections.removeLast();
        if (last != connection) {
            connections.set(connection.place(), last);
            last.place(connection.place());
        }
    }

    /** Checks the deadlines of the next part of the table. */
    void sweep() {
        long now = System.nanoTime();
        for (int rest = connections.size() / PARTS + 1; rest > 0 && !connections.isEmpty(); rest--) {
            cursor = cursor >= connections.size() ? 0 : cursor;
            connections.get(cursor++).check(now);
        }
    }

    /** Lets every connection finish what it was asked. */
    void drain() {
        List.copyOf(connections).forEach(Connection::drain);
    }

    /** Closes every connection at once. */
    void closeAll() {
        List.copyOf(connections).forEach(connection -> connection.close(NetMetrics.Closing.CLOSED));
    }
}
