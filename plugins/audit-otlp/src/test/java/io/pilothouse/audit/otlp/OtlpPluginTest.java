package io.pilothouse.audit.otlp;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class OtlpPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new OtlpPlugin();
    }
}
