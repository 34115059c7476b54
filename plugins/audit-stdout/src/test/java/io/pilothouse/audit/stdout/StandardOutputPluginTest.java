package io.pilothouse.audit.stdout;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class StandardOutputPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new StandardOutputPlugin();
    }
}
