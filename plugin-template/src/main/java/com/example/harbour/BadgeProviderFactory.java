package com.example.harbour;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Makes providers that ask a badge desk. The keys of settings are the fields of {@code set_idp_config}. */
final class BadgeProviderFactory implements IdentityProvider.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "The badge desk, for example https://desk.example.com/badges.");
    static final Setting<Duration> TIMEOUT = Setting.of("timeout", Duration.class, Duration.ofSeconds(5),
            "How long the badge desk may take for an answer.");

    @Override
    public String type() {
        return "harbour";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, TIMEOUT);
    }

    @Override
    public IdentityProvider create(Settings settings, ComponentContext context) throws StartupException {
        URI desk = Addresses.web("url", settings.value(URL));
        return new BadgeProvider(context.http(), desk, settings.value(TIMEOUT));
    }
}
