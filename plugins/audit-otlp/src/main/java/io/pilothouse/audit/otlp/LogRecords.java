package io.pilothouse.audit.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pilothouse.spi.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Events as an {@code ExportLogsServiceRequest} in the JSON of OTLP: numbers of 64 bits are texts. Threads: any.
 *
 * @param resource attributes of what the events come from
 */
record LogRecords(Map<String, String> resource) {
    private static final JsonFactory JSON = new JsonFactory();
    /** Severity numbers of the log data model. */
    private static final int INFO = 9;
    private static final int WARN = 13;

    byte[] json(List<AuditEntry> batch, Instant now) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_536 * batch.size());
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("resourceLogs");
            out.writeStartObject();
            out.writeObjectFieldStart("resource");
            out.writeArrayFieldStart("attributes");
            for (Map.Entry<String, String> attribute : resource.entrySet()) {
                text(out, attribute.getKey(), attribute.getValue());
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeArrayFieldStart("scopeLogs");
            out.writeStartObject();
            out.writeObjectFieldStart("scope");
            out.writeStringField("name", "pilothouse.audit");
            out.writeEndObject();
            out.writeArrayFieldStart("logRecords");
            for (AuditEntry entry : batch) {
                record(out, entry, now);
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void record(JsonGenerator out, AuditEntry entry, Instant now) throws IOException {
        boolean warn = entry.action().contains("kick") || entry.action().contains("delete")
                || !entry.request().outcome().equals("ok");
        out.writeStartObject();
        out.writeStringField("timeUnixNano", nanoseconds(entry.time()));
        out.writeStringField("observedTimeUnixNano", nanoseconds(now));
        out.writeNumberField("severityNumber", warn ? WARN : INFO);
        out.writeStringField("severityText", warn ? "WARN" : "INFO");
        out.writeStringField("eventName", entry.action());
        out.writeObjectFieldStart("body");
        out.writeStringField("stringValue",
                entry.details().isEmpty() ? entry.action() : entry.action() + ": " + entry.details());
        out.writeEndObject();
        out.writeArrayFieldStart("attributes");
        number(out, "pilothouse.event_id", entry.id());
        text(out, "pilothouse.actor", entry.actor().name());
        text(out, "pilothouse.proof", entry.actor().proof());
        if (!entry.actor().source().equals("local")) {
            text(out, "client.address", entry.actor().source());
        }
        text(out, "pilothouse.request_id", entry.request().id());
        text(out, "pilothouse.command", entry.request().command());
        text(out, "pilothouse.outcome", entry.request().outcome());
        number(out, "pilothouse.sequence", entry.proof().sequence());
        number(out, "pilothouse.leaf_index", entry.proof().leafIndex());
        text(out, "pilothouse.checkpoint", entry.proof().checkpoint());
        for (Map.Entry<String, Object> attribute : entry.attributes().entrySet()) {
            attribute(out, "pilothouse.data." + attribute.getKey(), attribute.getValue());
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String nanoseconds(Instant time) {
        return Long.toString(Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()));
    }

    private static void text(JsonGenerator out, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            attribute(out, key, value);
        }
    }

    private static void number(JsonGenerator out, String key, long value) throws IOException {
        attribute(out, key, value);
    }

    private static void attribute(JsonGenerator out, String key, Object value) throws IOException {
        out.writeStartObject();
        out.writeStringField("key", key);
        out.writeFieldName("value");
        any(out, value);
        out.writeEndObject();
    }

    private static void any(JsonGenerator out, Object value) throws IOException {
        out.writeStartObject();
        switch (value) {
            case Long number -> out.writeStringField("intValue", number.toString());
            case Boolean flag -> out.writeBooleanField("boolValue", flag);
            case List<?> texts -> {
                out.writeObjectFieldStart("arrayValue");
                out.writeArrayFieldStart("values");
                for (Object each : texts) {
                    any(out, each);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            default -> out.writeStringField("stringValue", String.valueOf(value));
        }
        out.writeEndObject();
    }
}
