package io.pilothouse.kernel.follow;

import java.time.Duration;

/** Tells who waits that there is something new. A ring between a look and the wait after it is not missed. Threads: any. */
final class Bell {
    private long rings;

    synchronized void ring() {
        rings++;
        notifyAll();
    }

    synchronized long rings() {
        return rings;
    }

    /** Returns when it has rung since that number of rings, or after the time. */
    synchronized void await(long heard, Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); rings == heard && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
