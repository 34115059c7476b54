package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time through, in order of arrival: SQLite's own wait for its write lock is a poll with sleeps. Shut
 * for good when the outcome of a commit is unknown, because after a failed flush a later one that succeeds says nothing
 * about what came before it.
 */
final class WriteGate {
    private final ReentrantLock lock = new ReentrantLock(true);
    private String shutReason;

    void enter() throws IOException {
        lock.lock();
        if (shutReason != null) {
            lock.unlock();
            throw new IOException("The store takes no more writes: " + shutReason
                    + ". Restart the registry; it then reads what is on the disk.");
        }
    }

    void leave() {
        lock.unlock();
    }

    /** From now on nobody enters; the first reason stays. */
    void shut(String reason) {
        lock.lock();
        try {
            if (shutReason == null) {
                shutReason = reason;
            }
        } finally {
            lock.unlock();
        }
    }
}
