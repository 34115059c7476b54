package io.pilothouse.client;

import java.time.Duration;

/**
 * What happens when a connection is lost: connect again, then send once more what has no answer.
 *
 * @param attempts how often to try, 0 for never
 * @param firstPause pause after the first failed attempt; doubles with each further one
 * @param longestPause where the doubling ends
 */
public record Reconnect(int attempts, Duration firstPause, Duration longestPause) {
    /** As the Go clients do it ({@code wire.md} 4.1). */
    public static final Reconnect STANDARD = new Reconnect(5, Duration.ofMillis(500), Duration.ofSeconds(10));
    /** A lost connection is told to the caller; the next command connects again. */
    public static final Reconnect NEVER = new Reconnect(0, Duration.ZERO, Duration.ZERO);

    public Reconnect {
        if (attempts < 0 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("attempts and pauses must not be negative, and the longest pause not"
                    + " shorter than the first: " + attempts + ", " + firstPause + ", " + longestPause);
        }
    }

    /**
     * The pause after a failed attempt.
     *
     * @param failed how many failed so far, from 1
     * @param chance 0 … 1; clients that lost one registry at one moment must not come back at one moment
     */
    Duration pause(int failed, double chance) {
        long full = firstPause.toMillis() << Math.min(failed - 1, 20);
        long capped = Math.min(full, longestPause.toMillis());
        return Duration.ofMillis(capped / 2 + (long) (capped / 2.0 * chance));
    }
}
