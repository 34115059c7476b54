package io.pilothouse.audit.elastic;

import io.pilothouse.sinks.Timeout;
import io.pilothouse.sinks.WebAddress;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes an {@link Elastic}; nothing is sent before the first event. The two types differ in how they authorise by default. */
final class ElasticFactory implements AuditExporter.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where the cluster is, http or https, for example https://elastic.example.net:9200; a path before _bulk if a proxy"
                    + " wants one.");
    static final Setting<String> TOKEN = new Setting<>("token", String.class, Optional.of(""),
            "API key, or user:password, or bearer token, as authorization says.", true);
    static final Setting<String> INDEX = Setting.of("index", String.class, "logs-pilothouse.audit-default",
            "Data stream, or an alias or index, that events are created in.");
    static final Setting<String> PIPELINE = Setting.of("pipeline", String.class, "",
            "Ingest pipeline that events go through; empty for the one of the data stream, if it has one.");
    static final Setting<Integer> BATCH = Setting.of("batch", Integer.class, 500,
            "Most events in one call, 1 to 2000; requests of more than 4 MiB are divided.");
    static final Setting<Boolean> GZIP = Setting.of("gzip", Boolean.class, true,
            "Whether requests of more than 4 KiB are compressed.");
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(10));
    private static final int MOST = 2_000;

    private final String type;
    private final Setting<Authorization> authorization;

    ElasticFactory(String type, Authorization usual) {
        this.type = type;
        authorization = Setting.of("authorization", Authorization.class, usual,
                "What the token is: apikey as Elasticsearch encodes it, basic for user:password, or bearer.");
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, TOKEN, authorization, INDEX, PIPELINE, BATCH, GZIP, TIMEOUT);
    }

    @Override
    public AuditExporter create(Settings settings, ComponentContext context) throws StartupException {
        int batch = settings.value(BATCH);
        if (batch < 1 || batch > MOST) {
            throw new StartupException("setting batch must be 1 to " + MOST + "; it is " + batch);
        }
        return new Elastic(bulk(settings), settings.value(authorization).header(settings.value(TOKEN)),
                settings.value(GZIP), batch, Timeout.of(settings, TIMEOUT), context);
    }

    private static URI bulk(Settings settings) throws StartupException {
        URI uri = WebAddress.parse(settings.value(URL));
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new StartupException("setting url must end with a path, without ? and #");
        }
        String index = settings.value(INDEX);
        if (!index.matches("[a-z0-9][a-z0-9._+-]{0,254}")) {
            throw new StartupException(
                    "setting index must be a name of lower case letters, digits and . _ + -, as data streams have");
        }
        String pipeline = settings.value(PIPELINE);
        if (!pipeline.matches("[A-Za-z0-9._@-]{0,255}")) {
            throw new StartupException("setting pipeline must be a name of letters, digits and . _ @ -");
        }
        return URI.create(uri.toString().replaceFirst("/+$", "") + "/" + index + "/_bulk?" + BulkAnswer.FILTER
                + (pipeline.isEmpty() ? "" : "&pipeline=" + pipeline));
    }
}
