package io.pilothouse.audit.otlp;

import io.pilothouse.sinks.Scheme;
import io.pilothouse.sinks.Timeout;
import io.pilothouse.sinks.WebAddress;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an {@link Otlp}; nothing is sent before the first event. */
final class OtlpFactory implements AuditExporter.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "The receiver, http or https, for example http://collector.example.net:4318; without a path, /v1/logs is added.");
    static final Setting<String> HEADERS = new Setting<>("headers", String.class, Optional.of(""),
            "Headers of every request, as name=value,name=value with values percent-encoded.", true);
    static final Setting<String> RESOURCE = Setting.of("resource", String.class, "",
            "Attributes of the resource, as name=value,name=value with values percent-encoded; service.name is pilothouse unless"
                    + " it is given.");
    static final Setting<Integer> BATCH = Setting.of("batch", Integer.class, 500,
            "Most events in one request, 1 to 1000; there are several only when several wait.");
    static final Setting<Boolean> GZIP = Setting.of("gzip", Boolean.class, true,
            "Whether requests of more than 4 KiB are compressed.");
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(10));
    private static final int MOST = 1_000;

    @Override
    public String type() {
        return "otlp";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, Scheme.TOKEN, HEADERS, RESOURCE, BATCH, GZIP, TIMEOUT);
    }

    @Override
    public AuditExporter create(Settings settings, ComponentContext context) throws StartupException {
        int batch = settings.value(BATCH);
        if (batch < 1 || batch > MOST) {
            throw new StartupException("setting batch must be 1 to " + MOST + "; it is " + batch);
        }
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put("service.name", "pilothouse");
        resource.putAll(Pairs.parse("resource", settings.value(RESOURCE)));
        return new Otlp(logs(WebAddress.parse(settings.value(URL))), headers(settings), new LogRecords(resource),
                settings.value(GZIP), batch, Timeout.of(settings, TIMEOUT), context);
    }

    private static Map<String, String> headers(Settings settings) throws StartupException {
        Map<String, String> headers = new LinkedHashMap<>(Pairs.parse("headers", settings.value(HEADERS)));
        for (String value : headers.values()) {
            Scheme.visible("headers", value);
        }
        Scheme.BEARER.header(settings.value(Scheme.TOKEN)).ifPresent(value -> headers.put("Authorization", value));
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private static URI logs(URI uri) {
        return uri.getRawPath().isEmpty() || uri.getRawPath().equals("/") ? uri.resolve("/v1/logs") : uri;
    }
}
