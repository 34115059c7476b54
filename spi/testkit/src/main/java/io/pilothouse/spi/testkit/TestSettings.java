package io.pilothouse.spi.testkit;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings as the kernel gives them: made from texts, every key known, every value of its type, required ones there. */
public final class TestSettings implements Settings {
    private static final Pattern SHORT = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

    private final Map<String, Object> values = new HashMap<>();
    private final TreeSet<String> declared = new TreeSet<>();

    private TestSettings() {}

    /**
     * Checks texts against what a factory declares.
     *
     * @throws IllegalArgumentException for what the kernel would refuse before it asks the factory
     */
    public static TestSettings of(ComponentFactory<?> factory, Map<String, String> given) {
        TestSettings settings = new TestSettings();
        List<Setting<?>> all = factory.settings();
        all.forEach(setting -> settings.declared.add(setting.key()));
        for (String key : given.keySet()) {
            if (!settings.declared.contains(key)) {
                throw new IllegalArgumentException("the setting " + key + " is not declared; declared are "
                        + settings.declared);
            }
        }
        for (Setting<?> setting : all) {
            String text = given.get(setting.key());
            settings.values.put(setting.key(), text == null
                    ? setting.fallback().orElseThrow(
                            () -> new IllegalArgumentException("the setting " + setting.key() + " is required"))
                    : parse(setting, text));
        }
        return settings;
    }

    private static Object parse(Setting<?> setting, String text) {
        Class<?> type = setting.type();
        try {
            if (type == String.class) {
                return text;
            }
            if (type == Integer.class) {
                return Integer.valueOf(text);
            }
            if (type == Long.class) {
                return Long.valueOf(text);
            }
            if (type == Path.class) {
                return Path.of(text);
            }
            if (type == Duration.class) {
                return duration(text);
            }
            if (type == Boolean.class && (text.equals("true") || text.equals("false"))) {
                return Boolean.valueOf(text);
            }
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                        return constant;
                    }
                }
            }
        } catch (NumberFormatException | InvalidPathException | DateTimeParseException wrong) {
            throw new IllegalArgumentException(setting.key() + " cannot be \"" + text + "\"", wrong);
        }
        throw new IllegalArgumentException(
                setting.key() + " cannot be \"" + text + "\": it is a " + type.getSimpleName());
    }

    private static Duration duration(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    @Override
    public <T> T value(Setting<T> setting) {
        if (!declared.contains(setting.key())) {
            throw new IllegalArgumentException("the factory does not declare the setting " + setting.key());
        }
        return setting.type().cast(values.get(setting.key()));
    }
}
