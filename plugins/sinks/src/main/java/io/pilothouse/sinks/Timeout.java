package io.pilothouse.sinks;

import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.time.Duration;

/** How long one request may take. Threads: any. */
public final class Timeout {
    /** The kernel waits thirty seconds for a whole call. */
    public static final Duration LONGEST = Duration.ofSeconds(25);

    private Timeout() {}

    /** The setting {@code timeout}. */
    public static Setting<Duration> setting(Duration fallback) {
        return Setting.of("timeout", Duration.class, fallback,
                "How long one request may take, at most 25s: the registry itself waits thirty.");
    }

    /** Its value. */
    public static Duration of(Settings settings, Setting<Duration> setting) throws StartupException {
        Duration timeout = settings.value(setting);
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new StartupException("setting timeout must be more than 0s and at most 25s; it is " + timeout);
        }
        return timeout;
    }
}
