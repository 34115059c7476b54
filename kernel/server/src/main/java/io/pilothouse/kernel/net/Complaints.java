package io.pilothouse.kernel.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Logs defects, but not more than one in ten seconds: whoever finds one can cause many. Threads: any. */
final class Complaints {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE);
    private final AtomicLong unsaid = new AtomicLong();

    Complaints(Logger log) {
        this.log = log;
    }

    void defect(String where, Throwable defect) {
        long now = System.nanoTime();
        long before = last.get();
        if (now - before >= PAUSE && last.compareAndSet(before, now)) {
            log.error("{}; the connection is closed ({} more since the last such line)", where, unsaid.getAndSet(0),
                    defect);
        } else {
            unsaid.incrementAndGet();
        }
    }
}
