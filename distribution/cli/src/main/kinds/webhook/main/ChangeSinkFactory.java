package com.example.harbour;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.WebhookSink;
import java.util.Arrays;
import java.util.List;

/** Makes sinks that post events. */
final class ChangeSinkFactory implements WebhookSink.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where events are posted, for example https://tickets.example.com/hook.");
    static final Setting<String> ACTIONS = Setting.of("actions", String.class, "",
            "Beginnings of the actions to tell of, separated by commas, such as member.,network.; empty for all.");

    @Override
    public String type() {
        return "harbour";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, ACTIONS);
    }

    @Override
    public WebhookSink create(Settings settings, ComponentContext context) throws StartupException {
        List<String> actions = Arrays.stream(settings.value(ACTIONS).split(",")).map(String::strip)
                .filter(action -> !action.isEmpty()).toList();
        for (String action : actions) {
            if (!action.matches("[a-z_]+(\\.[a-z_]*)*")) {
                throw new StartupException("actions must be names such as member. or member.kicked");
            }
        }
        return new ChangeSink(context.http(), Addresses.web("url", settings.value(URL)), actions);
    }
}
