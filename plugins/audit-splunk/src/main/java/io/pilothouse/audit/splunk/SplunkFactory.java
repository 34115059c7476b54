package io.pilothouse.audit.splunk;

import io.pilothouse.sinks.Scheme;
import io.pilothouse.sinks.Timeout;
import io.pilothouse.sinks.WebAddress;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes a {@link Splunk}; nothing is sent before the first event. */
final class SplunkFactory implements AuditExporter.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "The collector, http or https, for example https://splunk.example.net:8088/services/collector/event.");
    static final Setting<String> TOKEN = new Setting<>("token", String.class, Optional.of(""),
            "The token of the collector.", true);
    static final Setting<String> INDEX = Setting.of("index", String.class, "",
            "Index of the events; empty for the token's own.");
    static final Setting<String> SOURCE = Setting.of("source", String.class, "pilot-registry", "Source of the events.");
    static final Setting<Integer> BATCH = Setting.of("batch", Integer.class, 200,
            "Most events in one request, 1 to 1000; there are several only when several wait.");
    static final Setting<Boolean> GZIP = Setting.of("gzip", Boolean.class, true,
            "Whether requests of more than 4 KiB are compressed.");
    static final Setting<Boolean> ACKNOWLEDGEMENT = Setting.of("acknowledgement", Boolean.class, false,
            "Whether events count as delivered only when the indexer has acknowledged them; the token must allow it.");
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(10));

    @Override
    public String type() {
        return "splunk_hec";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, TOKEN, INDEX, SOURCE, BATCH, GZIP, ACKNOWLEDGEMENT, TIMEOUT);
    }

    @Override
    public AuditExporter create(Settings settings, ComponentContext context) throws StartupException {
        Duration timeout = Timeout.of(settings, TIMEOUT);
        int batch = settings.value(BATCH);
        if (batch < 1 || batch > 1_000) {
            throw new StartupException("setting batch must be 1 to 1000; it is " + batch);
        }
        return new Splunk(new Collector(WebAddress.parse(settings.value(URL)),
                Scheme.visible("token", settings.value(TOKEN)), settings.value(GZIP),
                settings.value(ACKNOWLEDGEMENT) ? Optional.of(UUID.randomUUID().toString()) : Optional.empty(),
                timeout),
                new HecEvent(settings.value(SOURCE), settings.value(INDEX)), batch, context.http(), context.clock());
    }
}
