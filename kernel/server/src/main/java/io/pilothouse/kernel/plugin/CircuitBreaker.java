package io.pilothouse.kernel.plugin;

import java.time.Duration;

/**
 * Leaves a component alone that only fails: closed while calls are made, open while none are, half open while one tries.
 *
 * <p>Threads: any.
 */
final class CircuitBreaker {
    private final int threshold;
    private final long pause;
    private int failures;
    private boolean open;
    private boolean trying;
    private long openUntil;

    CircuitBreaker(int threshold, Duration pause) {
        this.threshold = threshold;
        this.pause = pause.toNanos();
    }

    /** Whether a call may be made now; if so, its end must be told. */
    synchronized boolean admits(long now) {
        if (!open) {
            return true;
        }
        if (trying || now - openUntil < 0) {
            return false;
        }
        trying = true;
        return true;
    }

    /** Whether calls are turned away, or only one tries. */
    synchronized boolean open() {
        return open;
    }

    synchronized void succeeded() {
        failures = 0;
        open = false;
        trying = false;
    }

    synchronized void failed(long now) {
        failures++;
        if (trying || failures >= threshold) {
            open = true;
            openUntil = now + pause;
        }
        trying = false;
    }

    /** The admitted call was not made, so nothing was learnt. */
    synchronized void notCalled() {
        trying = false;
    }
}
