package io.pilothouse.audit.elastic;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class ElasticPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new ElasticPlugin();
    }
}
