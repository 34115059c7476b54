package io.pilothouse.secrets.env;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Offers the secrets provider of type {@code env}. */
public final class EnvironmentSecretsPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new EnvironmentSecretsFactory());
    }
}
