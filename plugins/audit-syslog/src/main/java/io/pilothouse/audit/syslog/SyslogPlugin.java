package io.pilothouse.audit.syslog;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Exports the audit trail as CEF, by syslog (RFC 5424) or HTTP. */
public final class SyslogPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new SyslogFactory());
    }
}
