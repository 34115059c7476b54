package io.pilothouse.webhook.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pilothouse.sinks.EntryJson;
import io.pilothouse.sinks.JsonParts;
import io.pilothouse.spi.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.TreeMap;

/** An event as R1 posts it ({@code events-and-exports.md} 6.1), and after its members what R1 does not tell. Threads: any. */
final class Payload {
    private static final JsonFactory JSON = new JsonFactory();

    private Payload() {}

    static byte[] of(AuditEntry event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("event_id", event.id());
            out.writeStringField("action", event.action());
            out.writeStringField("timestamp", event.time().toString());
            if (!event.attributes().isEmpty()) {
                JsonParts.attributes(out, "details", new TreeMap<>(event.attributes()));
            }
            EntryJson.evidence(out, event);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
