package io.pilothouse.audit.splunk;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Exports the audit trail to a Splunk HTTP Event Collector. */
public final class SplunkPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new SplunkFactory());
    }
}
