package com.example.harbour;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class HarbourPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new HarbourPlugin();
    }
}
