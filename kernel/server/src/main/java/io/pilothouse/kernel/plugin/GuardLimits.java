package io.pilothouse.kernel.plugin;

import java.time.Duration;

/**
 * How much a component may cost.
 *
 * @param deadline how long a caller waits for its turn and the answer together
 * @param atOnce calls at one time
 * @param waiting callers that wait for their turn; one more is turned away at once
 * @param failures calls that fail one after the other before the component is left alone
 * @param pause how long it is left alone; then one call tries whether it works again
 */
public record GuardLimits(Duration deadline, int atOnce, int waiting, int failures, Duration pause) {
    /** Ten seconds, 64 at once and 4096 waiting; left alone for five seconds after ten failures. */
    public static final GuardLimits DEFAULT = new GuardLimits(Duration.ofSeconds(10), 64, 4_096, 10,
            Duration.ofSeconds(5));

    public GuardLimits {
        if (!deadline.isPositive() || atOnce < 1 || waiting < 0 || failures < 1 || pause.isNegative()) {
            throw new IllegalArgumentException("limits of a component must be positive: " + deadline + ", " + atOnce
                    + ", " + waiting + ", " + failures + ", " + pause);
        }
    }
}
