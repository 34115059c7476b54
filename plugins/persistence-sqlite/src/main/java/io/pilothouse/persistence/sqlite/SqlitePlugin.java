package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Offers the persistence backend of type {@code sqlite}. */
public final class SqlitePlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new SqliteFactory());
    }
}
