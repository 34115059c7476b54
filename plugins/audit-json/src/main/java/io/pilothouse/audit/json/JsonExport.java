package io.pilothouse.audit.json;

import io.pilothouse.sinks.EntryJson;
import io.pilothouse.sinks.ExportAnswer;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts each event by itself, as R1 does ({@code events-and-exports.md} 5.2). */
final class JsonExport implements AuditExporter {
    /** Longest answer in bytes; nobody reads it. */
    private static final int LONGEST = 65_536;

    private final URI uri;
    private final Optional<String> authorization;
    private final Duration timeout;
    private final OutboundHttp http;
    private final InstantSource clock;

    JsonExport(URI uri, Optional<String> authorization, Duration timeout, OutboundHttp http, InstantSource clock) {
        this.uri = uri;
        this.authorization = authorization;
        this.timeout = timeout;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        authorization.ifPresent(value -> headers.put("Authorization", value));
        return ExportAnswer.delivery(http.exchange(new OutboundHttp.Request("POST", uri, headers,
                EntryJson.of(batch.getFirst()), LONGEST, timeout)), clock.instant());
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }
}
