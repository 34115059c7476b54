package com.example.harbour;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.util.List;
import java.util.Optional;

/** Makes exporters that send lines. Settings are the fields of {@code set_audit_export}; its {@code endpoint} is {@code url} here. */
final class LineExporterFactory implements AuditExporter.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where lines are posted, for example https://logs.example.com/lines.");
    static final Setting<String> TOKEN = new Setting<>("token", String.class, Optional.of(""),
            "Sent as a bearer token; empty for none.", true);

    @Override
    public String type() {
        return "harbour_lines";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, TOKEN);
    }

    @Override
    public AuditExporter create(Settings settings, ComponentContext context) throws StartupException {
        String token = settings.value(TOKEN);
        if (!token.matches("[\\x21-\\x7e]{0,4096}")) {
            throw new StartupException("token must be printable ASCII without blanks, at most 4096 characters");
        }
        return new LineExporter(context.http(), context.clock(), Addresses.web("url", settings.value(URL)), token);
    }
}
