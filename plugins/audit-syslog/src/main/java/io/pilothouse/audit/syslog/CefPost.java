package io.pilothouse.audit.syslog;

import io.pilothouse.sinks.ExportAnswer;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts each event as one line, as R1 does. */
final class CefPost implements AuditExporter {
    /** Longest answer in bytes; nobody reads it. */
    private static final int LONGEST = 65_536;

    private final URI uri;
    private final Optional<String> authorization;
    private final Cef cef;
    private final Duration timeout;
    private final ComponentContext context;

    CefPost(URI uri, Optional<String> authorization, Cef cef, Duration timeout, ComponentContext context) {
        this.uri = uri;
        this.authorization = authorization;
        this.cef = cef;
        this.timeout = timeout;
        this.context = context;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain");
        authorization.ifPresent(value -> headers.put("Authorization", value));
        return ExportAnswer.delivery(context.http().exchange(new OutboundHttp.Request("POST", uri, headers,
                cef.line(batch.getFirst()).getBytes(StandardCharsets.UTF_8), LONGEST, timeout)),
                context.clock().instant());
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }
}
