package io.pilothouse.webhook.soar;

import io.pilothouse.sinks.Scheme;
import io.pilothouse.sinks.Timeout;
import io.pilothouse.sinks.WebAddress;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.WebhookSink;
import java.time.Duration;
import java.util.List;

/** Makes a {@link SoarWebhook}; nothing is sent before the first event. */
final class SoarFactory implements WebhookSink.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where alerts are posted to, http or https; user and password in it are sent as basic authorization.");
    static final Setting<String> RULES = Setting.required("rules", String.class,
            "JSON array of objects with name, query (action or command, * for any text) and condition (row_count, status or"
                    + " elapsed_ms, then > >= < <= ==, then a number); with times and within (as in 60s) only that many"
                    + " matches in that time make an alert.");
    static final Setting<Integer> RETRIES = Setting.of("retries", Integer.class, 1,
            "How often an alert that failed is tried again before it is a dead letter, 0 to 100.");
    static final Setting<Duration> PAUSE = Setting.of("pause", Duration.class, Duration.ofSeconds(5),
            "Time before an alert is tried again, at most 5m, unless the receiver names another.");
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(5));

    private static final int MOST_RETRIES = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    @Override
    public String type() {
        return "soar";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, Scheme.TOKEN, RULES, RETRIES, PAUSE, TIMEOUT);
    }

    @Override
    public WebhookSink create(Settings settings, ComponentContext context) throws StartupException {
        int retries = settings.value(RETRIES);
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new StartupException("setting retries must be 0 to " + MOST_RETRIES + "; it is " + retries);
        }
        Duration pause = settings.value(PAUSE);
        if (pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
            throw new StartupException("setting pause must be 0s to 5m; it is " + pause);
        }
        return new SoarWebhook(
                new Post(WebAddress.parse(settings.value(URL)), Scheme.BEARER.header(settings.value(Scheme.TOKEN)),
                        Timeout.of(settings, TIMEOUT), context.http(), context.clock()),
                new Watch(RuleList.parse(settings.value(RULES))), retries, pause);
    }
}
