package io.pilothouse.audit.otlp;

import io.pilothouse.sinks.ExportAnswer;
import io.pilothouse.sinks.Gzip;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends events as log records (OTLP 1.x over HTTP, in JSON). */
final class Otlp implements AuditExporter {
    /** Longest answer in bytes. */
    private static final int LONGEST = 65_536;

    private final URI uri;
    private final Map<String, String> headers;
    private final LogRecords records;
    private final boolean gzip;
    private final int most;
    private final Duration timeout;
    private final ComponentContext context;

    Otlp(URI uri, Map<String, String> headers, LogRecords records, boolean gzip, int most, Duration timeout,
            ComponentContext context) {
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.records = records;
        this.gzip = gzip;
        this.most = most;
        this.timeout = timeout;
        this.context = context;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        byte[] body = Gzip.body(records.json(batch, context.clock().instant()), gzip, all);
        OutboundHttp.Response answer = context.http().exchange(
                new OutboundHttp.Request("POST", uri, all, body, LONGEST, timeout));
        Delivery whole = ExportAnswer.delivery(answer, context.clock().instant());
        return whole instanceof Delivery.Delivered ? accepted(PartialSuccess.read(answer.body()), batch) : whole;
    }

    private static Delivery accepted(PartialSuccess partial, List<AuditEntry> batch) {
        if (partial.rejected() <= 0) {
            return new Delivery.Delivered();
        }
        String reason = partial.rejected() + " of " + batch.size() + " rejected"
                + (partial.message().isEmpty() ? "" : ": " + partial.message());
        if (partial.rejected() < batch.size()) {
            // Which ones is not told. Smaller batches find them; the others come twice, with the same event ids.
            return new Delivery.Refused(reason);
        }
        Map<Long, String> refused = new HashMap<>();
        batch.forEach(entry -> refused.put(entry.id(), reason));
        return new Delivery.Delivered(refused);
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }
}
