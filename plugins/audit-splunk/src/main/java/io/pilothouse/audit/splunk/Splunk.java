package io.pilothouse.audit.splunk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.pilothouse.sinks.Gzip;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Sends events, several in one request when several wait; with a channel it waits until the indexer has them. */
final class Splunk implements AuditExporter {
    private static final JsonFactory JSON = new JsonFactory();
    /** Longest answer in bytes. */
    private static final int LONGEST = 65_536;
    /** How long the indexer may take; the registry itself waits thirty seconds for all of it. */
    private static final Duration INDEXING = Duration.ofSeconds(15);
    private static final Duration ASKING = Duration.ofMillis(250);

    private final Collector collector;
    private final HecEvent event;
    private final int most;
    private final OutboundHttp http;
    private final InstantSource clock;

    Splunk(Collector collector, HecEvent event, int most, OutboundHttp http, InstantSource clock) {
        this.collector = collector;
        this.event = event;
        this.most = most;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
        Map<String, String> headers = collector.headers();
        byte[] body = Gzip.body(body(batch), collector.gzip(), headers);
        HecAnswer answer = HecAnswer.of(post(collector.uri(), headers, body), clock.instant());
        if (!answer.accepted()) {
            return answer.failure();
        }
        if (collector.channel().isEmpty()) {
            return new Delivery.Delivered();
        }
        if (answer.acknowledgement() < 0) {
            return new Delivery.Retry(
                    "the collector acknowledges nothing: allow indexer acknowledgement for the token");
        }
        return acknowledged(answer.acknowledgement());
    }

    private byte[] body(List<AuditEntry> batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024 * batch.size());
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            // Nothing between one event and the next.
            out.setPrettyPrinter(new MinimalPrettyPrinter(""));
            for (AuditEntry entry : batch) {
                event.write(entry, out);
            }
        }
        return bytes.toByteArray();
    }

    private OutboundHttp.Response post(URI uri, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return http.exchange(new OutboundHttp.Request("POST", uri, headers, body, LONGEST, collector.timeout()));
    }

    private Delivery acknowledged(long id) throws IOException, InterruptedException {
        byte[] question = ("{\"acks\":[" + id + "]}").getBytes(StandardCharsets.UTF_8);
        for (long until = System.nanoTime() + INDEXING.toNanos(); System.nanoTime() < until; Thread.sleep(ASKING)) {
            OutboundHttp.Response response = post(collector.acknowledgements(), collector.headers(), question);
            if (response.status() != 200) {
                return new Delivery.Retry("asked for acknowledgement " + id + ", the collector answered "
                        + response.status());
            }
            if (saysYes(response.body(), id)) {
                return new Delivery.Delivered();
            }
        }
        return new Delivery.Retry("the indexer has not acknowledged within " + INDEXING.toSeconds() + " s");
    }

    private static boolean saysYes(byte[] body, long id) throws IOException {
        try (JsonParser in = JSON.createParser(body)) {
            while (in.nextToken() != null) {
                if (Long.toString(id).equals(in.currentName()) && in.currentToken().isBoolean()) {
                    return in.getBooleanValue();
                }
            }
            return false;
        }
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }
}
