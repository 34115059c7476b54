package io.pilothouse.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    private enum Mode {
        FAST, VERY_SAFE
    }

    private static final Setting<String> NAME = Setting.required("name", String.class, "What it is called.");
    private static final Setting<Boolean> ON = Setting.of("on", Boolean.class, true, "Whether.");
    private static final Setting<Integer> COUNT = Setting.of("count", Integer.class, 3, "How many.");
    private static final Setting<Long> SIZE = Setting.of("size", Long.class, 4L, "Bytes.");
    private static final Setting<Duration> WAIT = Setting.of("busy-timeout", Duration.class, Duration.ofSeconds(1),
            "How long.");
    private static final Setting<Path> FOLDER = Setting.of("folder", Path.class, Path.of("data"), "Where.");
    private static final Setting<Mode> MODE = Setting.of("mode", Mode.class, Mode.FAST, "How.");
    private static final Setting<Integer> PIN = new Setting<>("pin", Integer.class, Optional.of(0), "Secret.", true);
    private static final List<Setting<?>> ALL = List.of(NAME, ON, COUNT, SIZE, WAIT, FOLDER, MODE, PIN);

    @Test
    void everyTypeIsReadAndDefaultsFillIn() throws InvalidSettingsException {
        CheckedSettings settings = SettingsReader.check(ALL, Map.of("name", " x ", "on", "false", "count", "-7", "size",
                "9000000000", "busy-timeout", "250ms", "folder", "/a/b", "mode", "very-safe"), "test");
        assertEquals(" x ", settings.value(NAME));
        assertEquals(false, settings.value(ON));
        assertEquals(-7, settings.value(COUNT));
        assertEquals(9_000_000_000L, settings.value(SIZE));
        assertEquals(Duration.ofMillis(250), settings.value(WAIT));
        assertEquals(Path.of("/a/b"), settings.value(FOLDER));
        assertEquals(Mode.VERY_SAFE, settings.value(MODE));
        CheckedSettings defaults = SettingsReader.check(ALL, Map.of("name", "y"), "test");
        assertEquals(3, defaults.value(COUNT));
        assertEquals(Mode.FAST, defaults.value(MODE));
        assertThrows(IllegalArgumentException.class,
                () -> defaults.value(Setting.of("count", Integer.class, 9, "Another.")));
    }

    @Test
    void allProblemsComeAtOnce() {
        InvalidSettingsException failure = assertThrows(InvalidSettingsException.class,
                () -> SettingsReader.check(ALL,
                        Map.of("cuont", "1", "zzz", "1", "on", "yes", "count", "3000000000", "size", "many",
                                "busy-timeout", "10", "folder", "", "mode", "FAST", "pin", "hunter2"),
                        "pilothouse.conf"));
        assertEquals(List.of("unknown setting cuont; did you mean count?",
                "unknown setting zzz; there are name, on, count, size, busy-timeout, folder, mode, pin",
                "setting name is required: What it is called.", "setting on: \"yes\" is not true or false",
                "setting count: \"3000000000\" is not a whole number between -2147483648 and 2147483647",
                "setting size: \"many\" is not a whole number between -9223372036854775808 and 9223372036854775807",
                "setting busy-timeout: \"10\" is not a duration such as 250ms, 10s, 5m, 2h, 1d or PT1H30M",
                "setting folder: \"\" is not a path: it is empty",
                "setting mode: \"FAST\" is not one of fast, very-safe",
                "setting pin: its value is not a whole number between -2147483648 and 2147483647"), failure.problems());
        assertTrue(failure.getMessage().startsWith("pilothouse.conf: 10 problems\n  - "), failure.getMessage());
    }
}
