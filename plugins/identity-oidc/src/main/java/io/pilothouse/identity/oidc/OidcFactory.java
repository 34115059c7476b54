package io.pilothouse.identity.oidc;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.util.List;

/** Makes providers of type {@code oidc}. */
final class OidcFactory implements IdentityProvider.Factory {
    @Override
    public String type() {
        return "oidc";
    }

    @Override
    public List<Setting<?>> settings() {
        return OidcSettings.all();
    }

    @Override
    public IdentityProvider create(Settings settings, ComponentContext context) throws StartupException {
        return OidcSettings.provider(settings, "", context);
    }
}
