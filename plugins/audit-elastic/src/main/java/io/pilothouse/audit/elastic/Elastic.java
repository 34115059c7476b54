package io.pilothouse.audit.elastic;

import io.pilothouse.sinks.ExportAnswer;
import io.pilothouse.sinks.Gzip;
import io.pilothouse.sinks.Timeout;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates events in a data stream, in requests of bounded size. An event that is there already is one that came before: its
 * document has the same id.
 */
final class Elastic implements AuditExporter {
    /** Longest answer in bytes: a thousand refusals with their reasons. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final URI bulk;
    private final Optional<String> authorization;
    private final boolean gzip;
    private final int most;
    private final Duration timeout;
    private final ComponentContext context;

    Elastic(URI bulk, Optional<String> authorization, boolean gzip, int most, Duration timeout,
            ComponentContext context) {
        this.bulk = bulk;
        this.authorization = authorization;
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
        Map<Long, String> refused = new LinkedHashMap<>();
        long until = System.nanoTime() + Timeout.LONGEST.toNanos();
        for (Bulk part : Bulk.of(batch, refused)) {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            if (!left.isPositive()) {
                return new Delivery.Retry("the whole batch took more than " + Timeout.LONGEST.toSeconds() + " s");
            }
            // What was created before an attempt failed is found to be there at the next one.
            switch (send(part, left.compareTo(timeout) < 0 ? left : timeout)) {
                case Delivery.Delivered done -> refused.putAll(done.refused());
                case Delivery.Retry again -> {
                    return again;
                }
                case Delivery.Refused no -> {
                    return no;
                }
            }
        }
        return new Delivery.Delivered(refused);
    }

    private Delivery send(Bulk part, Duration deadline) throws IOException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-ndjson");
        authorization.ifPresent(value -> headers.put("Authorization", value));
        byte[] body = Gzip.body(part.body(), gzip, headers);
        OutboundHttp.Response answer = context.http().exchange(
                new OutboundHttp.Request("POST", bulk, headers, body, LONGEST, deadline));
        if (answer.status() == 404) {
            return new Delivery.Retry("answered 404: there is no such data stream, or no cluster at this URL");
        }
        Delivery whole = ExportAnswer.delivery(answer, context.clock().instant());
        return whole instanceof Delivery.Delivered ? BulkAnswer.read(answer.body()).delivery(part.ids()) : whole;
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }
}
