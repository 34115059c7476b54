package io.pilothouse.kernel.follow;

import java.time.Duration;

/**
 * How couriers go about what does not arrive.
 *
 * @param firstPause after the first failure; it doubles from one to the next
 * @param longestPause the longest of them
 * @param longestWish the longest pause that a receiver may ask for
 * @param remake how long one that could not be made is not tried again
 * @param webhookAttempts how often an event is offered to a webhook that is there and fails, before it is a dead letter; 0 for
 *     ever
 * @param webhookAge how old an event becomes while a webhook cannot be reached, before it is a dead letter; zero for ever
 * @param deadLetters how many each sink keeps
 */
public record CourierRules(Duration firstPause, Duration longestPause, Duration longestWish, Duration remake,
        int webhookAttempts, Duration webhookAge, int deadLetters) {
    /** Pauses of 1 s, 2 s, 4 s … up to a minute. */
    public CourierRules(int webhookAttempts, Duration webhookAge, int deadLetters) {
        this(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofSeconds(10),
                webhookAttempts, webhookAge, deadLetters);
    }

    public CourierRules {
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0 || longestWish.isNegative()
                || !remake.isPositive() || webhookAttempts < 0 || webhookAge.isNegative() || deadLetters < 1) {
            throw new IllegalArgumentException("pauses and bounds of couriers must be positive");
        }
    }

    /**
     * The pause after so many failures.
     *
     * @param failures from 1
     * @param chance from 0 to 1, so that many registries do not come at once
     */
    Duration pause(int failures, double chance) {
        long doubled = firstPause.toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis((long) (Math.min(doubled, longestPause.toMillis()) * (1 + chance / 10)));
    }
}
