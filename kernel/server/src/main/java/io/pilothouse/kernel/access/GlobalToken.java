package io.pilothouse.kernel.access;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The global admin token in force. It can be replaced while the registry works; the one before may stay good for a while.
 *
 * <p>Threads: any. A check is one volatile read.
 */
public final class GlobalToken {
    private final InstantSource clock;
    private volatile Tokens tokens;

    /** {@code before} is good until that time, milliseconds since 1970 UTC. */
    private record Tokens(AdminToken now, AdminToken before, long until) {}

    /** Begins with this token; not configured, every check fails. */
    public GlobalToken(AdminToken token, InstantSource clock) {
        this.clock = clock;
        tokens = new Tokens(token, AdminToken.of(""), 0);
    }

    /** Whether there is a token at all. */
    public boolean configured() {
        return tokens.now.configured();
    }

    /** Whether this is the text of the token, or of the one before while that is still good. */
    public boolean matches(String text) {
        Tokens current = tokens;
        return current.now.matches(text)
                || current.before.configured() && clock.millis() < current.until && current.before.matches(text);
    }

    /** Whether this is the token in force. */
    public boolean is(AdminToken token) {
        return tokens.now.equals(token);
    }

    /** From now on another token holds; the one that held until now is good for so long, none before it any more. */
    public void replace(AdminToken token, Duration overlap) {
        tokens = overlap.isPositive()
                ? new Tokens(token, tokens.now, clock.millis() + overlap.toMillis())
                : new Tokens(token, AdminToken.of(""), 0);
    }
}
