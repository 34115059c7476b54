package com.example.harbour;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Makes providers that ask a store of secrets. */
final class StoreSecretsFactory implements SecretsProvider.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where the store is; a key is asked for below it, for example https://store.example.com/v1/secrets/.");
    static final Setting<String> TOKEN = new Setting<>("token", String.class, Optional.empty(),
            "Sent to the store as a bearer token.", true);

    @Override
    public String type() {
        return "harbour";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, TOKEN);
    }

    @Override
    public SecretsProvider create(Settings settings, ComponentContext context) throws StartupException {
        String token = settings.value(TOKEN);
        if (!token.matches("[\\x21-\\x7e]{1,4096}")) {
            throw new StartupException("token must be printable ASCII without blanks, at most 4096 characters");
        }
        URI store = Addresses.web("url", settings.value(URL));
        if (!store.toString().endsWith("/") || store.getQuery() != null || store.getFragment() != null) {
            throw new StartupException("url must end with a slash and have no query");
        }
        return new StoreSecrets(context.http(), store, token);
    }
}
