package io.pilothouse.kernel.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the text of a setting into a value of its type. */
final class SettingText {
    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

    private SettingText() {}

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException whose message continues "… is not"
     */
    static Object parse(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        String trimmed = text.strip();
        if (type == Boolean.class) {
            return switch (trimmed) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("true or false");
            };
        }
        if (type == Integer.class || type == Long.class) {
            return number(type, trimmed);
        }
        if (type == Duration.class) {
            return duration(trimmed);
        }
        if (type == Path.class) {
            return path(trimmed);
        }
        if (type.isEnum()) {
            return constant(type, trimmed);
        }
        throw new IllegalArgumentException("readable: the plugin declared the type " + type.getName()
                + ", which settings cannot have");
    }

    private static Object number(Class<?> type, String text) {
        boolean small = type == Integer.class;
        try {
            if (small) {
                return Integer.valueOf(text);
            }
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a whole number between " + (small ? Integer.MIN_VALUE : Long.MIN_VALUE) + " and "
                            + (small ? Integer.MAX_VALUE : Long.MAX_VALUE),
                    e);
        }
    }

    private static Duration duration(String text) {
        try {
            Matcher matcher = SHORT_DURATION.matcher(text);
            if (matcher.matches()) {
                long amount = Long.parseLong(matcher.group(1));
                return switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
            }
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("a duration such as 250ms, 10s, 5m, 2h, 1d or PT1H30M", e);
        }
    }

    private static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("a path: it is empty");
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> word(each).equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(type.getEnumConstants()).map(SettingText::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
