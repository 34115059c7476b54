package io.pilothouse.identity.webhook;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Webhook}; nothing is sent before the first token. */
final class WebhookFactory implements IdentityProvider.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where tokens are posted to, http or https; user and password in it are sent as basic authorization.");
    static final Setting<String> SECRET = new Setting<>("secret", String.class, Optional.of(""),
            "Shared secret; with it every request is signed and every answer must be.", true);
    static final Setting<Duration> TIMEOUT = Setting.of("timeout", Duration.class, Duration.ofSeconds(5),
            "How long the webhook may take, at most 9s: the registry itself waits ten.");

    private static final Duration LONGEST = Duration.ofSeconds(9);

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, SECRET, TIMEOUT);
    }

    @Override
    public IdentityProvider create(Settings settings, ComponentContext context) throws StartupException {
        Duration timeout = settings.value(TIMEOUT);
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new StartupException("setting timeout must be more than 0s and at most 9s; it is " + timeout);
        }
        String secret = settings.value(SECRET);
        return new Webhook(uri(settings.value(URL)),
                secret.isEmpty() ? Optional.empty() : Optional.of(new BodySignature(secret)),
                timeout, context.http());
    }

    /** The text of a URL may hold a password, so it is not repeated. */
    private static URI uri(String text) throws StartupException {
        try {
            URI uri = new URI(text);
            if (uri.getRawAuthority() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw new StartupException("setting url is no URL: " + malformed.getReason() + " at character "
                    + malformed.getIndex());
        }
        throw new StartupException("setting url must begin with http:// or https:// and name a host");
    }
}
