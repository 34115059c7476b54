package io.pilothouse.acceptance.delivery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come true. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK = 2_000_000;
    private static final long SELDOM = 100_000_000;

    private Await() {}

    /** Returns when it is so. */
    static void until(String what, BooleanSupplier so) {
        until(what, PATIENCE, LOOK, so);
    }

    /** Returns when it is so, however long that takes on a slow machine; asks seldom, because to ask is dear. */
    static void untilLate(String what, BooleanSupplier so) {
        until(what, LONG_PATIENCE, SELDOM, so);
    }

    private static void until(String what, Duration patience, long pause, BooleanSupplier so) {
        long end = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            LockSupport.parkNanos(pause);
        }
    }
}
