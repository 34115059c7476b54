package io.pilothouse.kernel.replication;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes who waits for the next commit. Threads: any; ringing never waits for who listens. */
final class Bell {
    private final Lock lock = new ReentrantLock();
    private final Condition ringing = lock.newCondition();
    private long rings;

    /** Wakes everybody who waits. */
    void ring() {
        lock.lock();
        try {
            rings++;
            ringing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it rang. */
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has rung more often than {@code heard}, at most so long; tells how often it rang. */
    long await(long heard, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (rings == heard && left > 0) {
                left = ringing.awaitNanos(left);
            }
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, whatever rings. */
    static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
