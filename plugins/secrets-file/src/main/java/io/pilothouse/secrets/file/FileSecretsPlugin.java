package io.pilothouse.secrets.file;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Offers the secrets provider of type {@code file}. */
public final class FileSecretsPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new FileSecretsFactory());
    }
}
