package io.pilothouse.audit.json;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Exports the audit trail as JSON, over HTTP or into a file. */
public final class JsonExportPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new JsonExportFactory());
    }
}
