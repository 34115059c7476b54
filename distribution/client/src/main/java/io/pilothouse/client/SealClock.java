package io.pilothouse.client;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that seals carry: the own clock, corrected by what a registry says when it refuses a seal because of its time
 * ({@code distribution/docs/sealed-signatures.md}, section 6). Thread-safe.
 */
final class SealClock {
    private static final Pattern REFUSAL = Pattern
            .compile("sealed signature: .*?(?:a time of at least (\\d{1,15}) )?\\(now (\\d{1,15})\\)");

    private final Clock clock;
    private final AtomicLong offset = new AtomicLong();

    SealClock(Clock clock) {
        this.clock = clock;
    }

    long millis() {
        return clock.millis() + offset.get();
    }

    /** Whether the refusal was about time; then the clock is corrected and the command is worth another seal. */
    boolean corrected(String refusal) {
        Matcher matcher = REFUSAL.matcher(refusal);
        if (!matcher.find()) {
            return false;
        }
        long wanted = Long.parseLong(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        offset.set(wanted - clock.millis());
        return true;
    }
}
