package io.pilothouse.bundle;

import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.spi.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** {@code conf/pilothouse.properties}, out of the settings that the kernel knows, so that the two cannot differ. */
final class SettingsFile {
    private static final int WIDTH = 120;

    private static final String HEAD = """
            # Settings of the registry. Every line is commented out and shows the default.
            #
            # Each setting is also an option (serve --listen 127.0.0.1:9000) and an environment variable
            # (PILOTHOUSE_LISTEN, with _ for - and .). An option wins over the variable, the variable over this file.
            # An unknown key stops the start.
            """;

    private SettingsFile() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Setting<?> setting : KernelSettings.all()) {
            text.append('\n');
            wrap(setting.documentation(), text);
            String value = setting.fallback().map(SettingsFile::written).orElse("");
            text.append('#').append(setting.key()).append('=').append(value).append('\n');
        }
        return text.toString();
    }

    private static void wrap(String documentation, StringBuilder text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : Arrays.asList(documentation.split(" ", -1))) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line.setLength(1);
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }

    private static String written(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Duration duration -> written(duration);
            default -> value.toString();
        };
    }

    /** In the largest unit that leaves no rest, as a person would write it. */
    private static String written(Duration duration) {
        long milliseconds = duration.toMillis();
        if (milliseconds % 1000 != 0) {
            return milliseconds + "ms";
        }
        long seconds = milliseconds / 1000;
        return seconds == 0 || seconds % 60 != 0
                ? seconds + "s"
                : seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }
}
