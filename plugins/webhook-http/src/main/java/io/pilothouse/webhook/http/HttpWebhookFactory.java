package io.pilothouse.webhook.http;

import io.pilothouse.sinks.Timeout;
import io.pilothouse.sinks.WebAddress;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.WebhookSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a {@link HttpWebhook}; nothing is sent before the first event. */
final class HttpWebhookFactory implements WebhookSink.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where events are posted to, http or https; user and password in it are sent as basic authorization.");
    static final Setting<String> EVENTS = Setting.of("events", String.class, "",
            "Actions that are wanted, separated by commas; * stands for any text, as in member.*; empty for all.");
    static final Setting<String> SECRET = new Setting<>("secret", String.class, Optional.of(""),
            "Secret that requests are signed with: any text, whsec_ and base64, or whsk_ and an Ed25519 private key in base64."
                    + " Several, separated by blanks, sign all: so one can be replaced by another.",
            true);
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(5));

    @Override
    public String type() {
        return "http";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, EVENTS, SECRET, TIMEOUT);
    }

    @Override
    public WebhookSink create(Settings settings, ComponentContext context) throws StartupException {
        Duration timeout = Timeout.of(settings, TIMEOUT);
        String secret = settings.value(SECRET);
        try {
            return new HttpWebhook(WebAddress.parse(settings.value(URL)), EventFilter.parse(settings.value(EVENTS)),
                    secret.isBlank() ? Optional.empty() : Optional.of(Signatures.with(secret)), timeout, context.http(),
                    context.clock());
        } catch (IllegalArgumentException unusable) {
            throw new StartupException("setting secret: " + unusable.getMessage(), unusable);
        }
    }
}
