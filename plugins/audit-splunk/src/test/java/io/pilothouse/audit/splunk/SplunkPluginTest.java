package io.pilothouse.audit.splunk;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class SplunkPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new SplunkPlugin();
    }
}
