package io.pilothouse.kernel.config;

import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import java.util.Map;

/** Values that {@link SettingsReader} has checked against their declarations. Threads: any. */
public final class CheckedSettings implements Settings {
    private final Map<Setting<?>, Object> values;

    CheckedSettings(Map<Setting<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    @Override
    public <T> T value(Setting<T> setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException(
                    "setting " + setting.key() + " was not declared by the factory that reads it");
        }
        return setting.type().cast(value);
    }
}
