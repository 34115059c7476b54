package com.example.harbour;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Posts events as lines of JSON, a hundred at a time. */
final class LineExporter implements AuditExporter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 4_096;

    private final OutboundHttp http;
    private final InstantSource clock;
    private final URI endpoint;
    private final Map<String, String> headers;

    LineExporter(OutboundHttp http, InstantSource clock, URI endpoint, String token) {
        this.http = http;
        this.clock = clock;
        this.endpoint = endpoint;
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/x-ndjson"));
        if (!token.isEmpty()) {
            all.put("Authorization", "Bearer " + token);
        }
        headers = Map.copyOf(all);
    }

    @Override
    public int most() {
        return 100;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
        // 2xx is delivered, 408, 425, 429 and 5xx wait as long as Retry-After says, the rest is refused for ever.
        return Delivery.of(http.exchange(
                new OutboundHttp.Request("POST", endpoint, headers, lines(batch), LONGEST_ANSWER, TIMEOUT)),
                clock.instant());
    }

    private static byte[] lines(List<AuditEntry> batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (AuditEntry event : batch) {
            try (JsonGenerator out = JSON.createGenerator(bytes)) {
                out.writeStartObject();
                out.writeNumberField("id", event.id());
                out.writeStringField("time", event.time().toString());
                out.writeStringField("action", event.action());
                out.writeStringField("actor", event.actor().name());
                out.writeObjectFieldStart("data");
                for (Map.Entry<String, Object> each : event.attributes().entrySet()) {
                    value(out, each.getKey(), each.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
            }
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private static void value(JsonGenerator out, String name, Object value) throws IOException {
        switch (value) {
            case Long number -> out.writeNumberField(name, number);
            case Boolean flag -> out.writeBooleanField(name, flag);
            case List<?> texts -> {
                out.writeArrayFieldStart(name);
                for (Object text : texts) {
                    out.writeString(text.toString());
                }
                out.writeEndArray();
            }
            default -> out.writeStringField(name, value.toString());
        }
    }

    @Override
    public void close() {
        // Holds nothing: connections are the registry's.
    }
}
