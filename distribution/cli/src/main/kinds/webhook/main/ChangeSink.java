package com.example.harbour;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.WebhookSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Posts each event as a JSON object.
 *
 * @param http the way out that the registry lends
 * @param receiver where events are posted
 * @param actions beginnings of the actions it is told of; empty for all
 */
record ChangeSink(OutboundHttp http, URI receiver, List<String> actions) implements WebhookSink {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 4_096;

    ChangeSink {
        actions = List.copyOf(actions);
    }

    @Override
    public boolean wants(String action) {
        return actions.isEmpty() || actions.stream().anyMatch(action::startsWith);
    }

    @Override
    public Delivery deliver(AuditEntry event) throws IOException, InterruptedException {
        OutboundHttp.Response response = http.exchange(new OutboundHttp.Request("POST", receiver,
                Map.of("Content-Type", "application/json"), json(event), LONGEST_ANSWER, TIMEOUT));
        int status = response.status();
        if (status / 100 == 2) {
            return new Delivery.Delivered();
        }
        // What it refuses today it refuses tomorrow, but for "later" and "not now".
        if (status / 100 == 4 && status != 408 && status != 429) {
            return new Delivery.Refused("status " + status);
        }
        return new Delivery.Retry("status " + status, pause(response));
    }

    private static Optional<Duration> pause(OutboundHttp.Response response) {
        return response.header("Retry-After").filter(text -> text.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static byte[] json(AuditEntry event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
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
