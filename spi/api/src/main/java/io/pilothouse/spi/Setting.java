package io.pilothouse.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * One documented setting.
 *
 * @param key lower case words joined by {@code -} and {@code .}
 * @param type one of {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, {@code java.time.Duration},
 *     {@code java.nio.file.Path}, or an enum
 * @param fallback the value when none is given; empty makes the setting required
 * @param documentation one or two sentences for the operator, with units
 * @param secret whether the value must never be shown
 * @param <T> the type of the value
 */
public record Setting<T>(String key, Class<T> type, Optional<T> fallback, String documentation, boolean secret) {
    public Setting {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(fallback, "fallback");
        Objects.requireNonNull(documentation, "documentation");
        if (!key.matches("[a-z][a-z0-9]*([-.][a-z0-9]+)*")) {
            throw new IllegalArgumentException("setting key must be lower case words joined by - or . but is " + key);
        }
    }

    /** A setting with a default. */
    public static <T> Setting<T> of(String key, Class<T> type, T fallback, String documentation) {
        return new Setting<>(key, type, Optional.of(fallback), documentation, false);
    }

    /** A setting that must be given. */
    public static <T> Setting<T> required(String key, Class<T> type, String documentation) {
        return new Setting<>(key, type, Optional.empty(), documentation, false);
    }
}
