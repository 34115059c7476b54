package io.pilothouse.spi.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is turned. Threads: any. */
public final class TurnedClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /** A clock that shows this time. */
    public TurnedClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Turns it; backwards with a negative duration. */
    public void turn(Duration by) {
        now.updateAndGet(old -> old.plus(by));
    }

    /** Sets it. */
    public void set(Instant time) {
        now.set(time);
    }
}
