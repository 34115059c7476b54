package io.pilothouse.kernel.config;

import io.pilothouse.protocol.NearestName;
import io.pilothouse.spi.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what was given against what was declared, for the kernel's own settings and for those of plugins alike. */
public final class SettingsReader {
    private SettingsReader() {}

    /**
     * Reads every value.
     *
     * @param declared all settings that there are
     * @param given texts by key
     * @param where the file or command that gave them, for the message
     * @throws InvalidSettingsException with all problems: unknown keys, wrong values, required settings that are missing
     */
    public static CheckedSettings check(List<Setting<?>> declared, Map<String, String> given, String where)
            throws InvalidSettingsException {
        Map<String, Setting<?>> byKey = new LinkedHashMap<>();
        declared.forEach(setting -> byKey.put(setting.key(), setting));
        List<String> problems = new ArrayList<>();
        for (String key : new TreeMap<>(given).keySet()) {
            if (!byKey.containsKey(key)) {
                problems.add(unknown(key, byKey));
            }
        }
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : byKey.values()) {
            String text = given.get(setting.key());
            if (text != null) {
                read(setting, text, values, problems);
            } else if (setting.fallback().isPresent()) {
                values.put(setting, setting.fallback().get());
            } else {
                problems.add("setting " + setting.key() + " is required: " + setting.documentation());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(where, problems);
        }
        return new CheckedSettings(values);
    }

    private static void read(Setting<?> setting, String text, Map<Setting<?>, Object> values, List<String> problems) {
        try {
            values.put(setting, SettingText.parse(setting.type(), text));
        } catch (IllegalArgumentException e) {
            // A secret must not reach a log, not even a mistyped one.
            String shown = setting.secret() ? "its value" : "\"" + text + "\"";
            problems.add("setting " + setting.key() + ": " + shown + " is not " + e.getMessage());
        }
    }

    private static String unknown(String key, Map<String, Setting<?>> byKey) {
        Optional<String> near = NearestName.of(key, byKey.keySet());
        if (near.isPresent()) {
            return "unknown setting " + key + "; did you mean " + near.get() + "?";
        }
        return "unknown setting " + key + "; "
                + (byKey.isEmpty() ? "there are none here" : "there are " + String.join(", ", byKey.keySet()));
    }
}
