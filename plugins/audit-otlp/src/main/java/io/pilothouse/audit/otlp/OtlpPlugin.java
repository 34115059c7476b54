package io.pilothouse.audit.otlp;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Sends audit events as OpenTelemetry logs by OTLP/HTTP. */
public final class OtlpPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new OtlpFactory());
    }
}
