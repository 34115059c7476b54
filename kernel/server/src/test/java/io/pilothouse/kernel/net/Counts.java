package io.pilothouse.kernel.net;

import io.pilothouse.kernel.commit.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Counts what a port tells. */
final class Counts implements NetMetrics {
    private final Map<Object, Integer> counts = new ConcurrentHashMap<>();

    int of(Object what) {
        return counts.getOrDefault(what, 0);
    }

    /** Waits until something was told often enough. */
    void await(Object what, int times) {
        await(() -> of(what) >= times, what + " x" + times + " in " + counts);
    }

    static void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void count(Object what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public void opened() {
        count("opened");
    }

    @Override
    public void refused(Refused why) {
        count(why);
    }

    @Override
    public void closed(Closing why) {
        count(why);
        count("closed");
    }

    @Override
    public void speaks(Speaks what) {
        count(what);
    }

    @Override
    public void malformed(Malformed what) {
        count(what);
    }

    @Override
    public void limited(Operation operation) {
        count(operation);
    }

    @Override
    public void answered(String command, Form form, long nanoseconds, Outcome outcome) {
        count(command);
        count(form);
    }
}
