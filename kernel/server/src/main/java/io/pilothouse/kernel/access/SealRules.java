package io.pilothouse.kernel.access;

import java.time.Duration;

/**
 * The bounds of sealed signatures ({@code distribution/docs/sealed-signatures.md}).
 *
 * @param window how old a sealed request may be, 1 s … 1 h; the operator's setting {@code seal-window}, the others are constants
 * @param ahead how far a client's clock may be ahead, 0 … 1 h; a restart lasts that long for seals whose time the client does not
 *     adjust, so it is short
 * @param nonces how many used nonces to remember at most, from 64 on
 * @param noncesPerNode how many of one node, from 1 on
 */
public record SealRules(Duration window, Duration ahead, int nonces, int noncesPerNode) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int FEWEST = 64;

    /** What holds unless the operator says otherwise. */
    public static final SealRules DEFAULT = new SealRules(Duration.ofSeconds(120), Duration.ofSeconds(5), 524_288,
            8_192);

    public SealRules {
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("seal-window must be 1 s … 1 h but is " + window.toMillis() + " ms");
        }
        if (ahead.isNegative() || ahead.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a client's clock may be ahead by 0 … 1 h, not by " + ahead.toMillis() + " ms");
        }
        if (nonces < FEWEST) {
            throw new IllegalArgumentException("at least " + FEWEST + " nonces must be remembered, not " + nonces);
        }
        if (noncesPerNode < 1 || noncesPerNode > nonces) {
            throw new IllegalArgumentException(
                    "of one node 1 … " + nonces + " nonces may be remembered, not " + noncesPerNode);
        }
    }
}
