package io.pilothouse.webhook.http;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.WebhookSink;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Posts each event by itself ({@code events-and-exports.md} 6). */
final class HttpWebhook implements WebhookSink {
    /** Longest answer in bytes; nobody reads it. */
    private static final int LONGEST = 65_536;

    private final URI uri;
    private final EventFilter wanted;
    private final Optional<Signatures> signatures;
    private final Duration timeout;
    private final OutboundHttp http;
    private final InstantSource clock;

    HttpWebhook(URI uri, EventFilter wanted, Optional<Signatures> signatures, Duration timeout, OutboundHttp http,
            InstantSource clock) {
        this.uri = uri;
        this.wanted = wanted;
        this.signatures = signatures;
        this.timeout = timeout;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public boolean wants(String action) {
        return wanted.test(action);
    }

    @Override
    public Delivery deliver(AuditEntry event) throws IOException, InterruptedException {
        byte[] body = Payload.of(event);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        // The id is the same at every attempt, so that a receiver can tell an event that it has.
        signatures.ifPresent(with -> headers.putAll(with.headers("evt_" + event.id(),
                clock.instant().getEpochSecond(), body)));
        return Delivery.of(http.exchange(
                new OutboundHttp.Request("POST", uri, headers, body, LONGEST, timeout)), clock.instant());
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }
}
