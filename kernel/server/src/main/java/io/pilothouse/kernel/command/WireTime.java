package io.pilothouse.kernel.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as replies carry them. */
public final class WireTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX")
            .withZone(ZoneOffset.UTC);

    private WireTime() {}

    /** RFC 3339 in UTC, whole seconds; {@code millis} since 1970 UTC. */
    public static String text(long millis) {
        return SECONDS.format(Instant.ofEpochMilli(millis));
    }

    /** Whole seconds since 1970 UTC. */
    public static long seconds(long millis) {
        return Math.floorDiv(millis, 1000L);
    }
}
