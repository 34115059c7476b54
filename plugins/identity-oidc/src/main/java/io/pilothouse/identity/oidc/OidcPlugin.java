package io.pilothouse.identity.oidc;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Offers the identity providers of type {@code oidc} and {@code entra_id}. */
public final class OidcPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new OidcFactory(), new EntraFactory());
    }
}
