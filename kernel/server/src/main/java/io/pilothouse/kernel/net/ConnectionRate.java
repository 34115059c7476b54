package io.pilothouse.kernel.net;

import java.util.concurrent.TimeUnit;

/** R1's rule of requests per second over the life of a connection ({@code wire.md} 2.1). Threads: its event loop. */
final class ConnectionRate {
    /** How long a request waits that came too early. */
    static final long SLEEP_MILLIS = 10;

    private static final double GRACE_SECONDS = 5;
    private static final ConnectionRate FREE = new ConnectionRate(0, 0, 0);

    private final int slowAbove;
    private final int closeAbove;
    private final long began;
    private long requests;

    /** What becomes of a request. */
    enum Verdict {
        SERVE, SLOW, CLOSE
    }

    private ConnectionRate(int slowAbove, int closeAbove, long began) {
        this.slowAbove = slowAbove;
        this.closeAbove = closeAbove;
        this.began = began;
    }

    /** The rule for a connection that began at {@code now}, in nanoseconds. */
    static ConnectionRate of(NetSettings.Limits limits, long now) {
        return limits.slowAbove() == 0 && limits.closeAbove() == 0
                ? FREE
                : new ConnectionRate(limits.slowAbove(), limits.closeAbove(), now);
    }

    /** Counts a request. */
    Verdict next(long now) {
        if (this == FREE) {
            return Verdict.SERVE;
        }
        requests++;
        double seconds = (double) (now - began) / TimeUnit.SECONDS.toNanos(1);
        if (seconds < GRACE_SECONDS) {
            return Verdict.SERVE;
        }
        double perSecond = requests / seconds;
        if (closeAbove > 0 && perSecond > closeAbove) {
            return Verdict.CLOSE;
        }
        return slowAbove > 0 && perSecond > slowAbove ? Verdict.SLOW : Verdict.SERVE;
    }
}
