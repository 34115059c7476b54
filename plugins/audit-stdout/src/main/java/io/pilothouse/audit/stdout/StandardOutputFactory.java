package io.pilothouse.audit.stdout;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import java.io.OutputStream;
import java.util.List;

/**
 * Makes exporters that write to one stream, each batch at once.
 *
 * @param out stays open
 */
record StandardOutputFactory(OutputStream out) implements AuditExporter.Factory {
    @Override
    public String type() {
        return "stdout";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public AuditExporter create(Settings settings, ComponentContext context) {
        return new StandardOutput(out);
    }
}
