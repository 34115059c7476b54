package io.pilothouse.identity.oidc;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes providers of type {@code entra_id}: tokens are as those of every OpenID issuer, but one set of keys signs for all tenants,
 * so the tenant is checked too.
 */
final class EntraFactory implements IdentityProvider.Factory {
    static final Setting<String> TENANT_ID = Setting.of("tenant-id", String.class, "",
            "The tenant whose tokens are taken (tid). Without it an issuer must be given, which names the tenant too.");

    @Override
    public String type() {
        return "entra_id";
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(OidcSettings.all().stream(), Stream.of(TENANT_ID)).toList();
    }

    @Override
    public IdentityProvider create(Settings settings, ComponentContext context) throws StartupException {
        String tenant = settings.value(TENANT_ID);
        if (tenant.isEmpty() && settings.value(OidcSettings.ISSUER).isEmpty()) {
            throw new StartupException("setting tenant-id or issuer must be given: the keys of Entra ID sign tokens of"
                    + " every tenant there is");
        }
        return OidcSettings.provider(settings, tenant, context);
    }
}
