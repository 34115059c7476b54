package com.example.harbour;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** The door to this plugin: what it can create. */
public final class HarbourPlugin implements PilothousePlugin {
    /** For the service loader. */
    public HarbourPlugin() {}

    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new BadgeProviderFactory(), new LineExporterFactory());
    }
}
