package io.pilothouse.audit.json;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class JsonExportPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new JsonExportPlugin();
    }
}
