package io.pilothouse.audit.syslog;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class SyslogPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new SyslogPlugin();
    }
}
