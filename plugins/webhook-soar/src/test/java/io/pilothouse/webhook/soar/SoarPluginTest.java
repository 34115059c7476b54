package io.pilothouse.webhook.soar;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class SoarPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new SoarPlugin();
    }
}
