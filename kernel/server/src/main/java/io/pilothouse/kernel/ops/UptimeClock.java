package io.pilothouse.kernel.ops;

import java.time.InstantSource;

/**
 * How long the registry is up, restarts spanned ({@code http.md} 3).
 *
 * @param since milliseconds since 1970 UTC
 * @param clock what time it is
 */
public record UptimeClock(long since, InstantSource clock) {
    /** Whole seconds, never negative. */
    public long seconds() {
        return Math.max(0, (clock.millis() - since) / 1000);
    }
}
