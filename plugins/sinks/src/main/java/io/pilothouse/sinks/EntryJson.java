package io.pilothouse.sinks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pilothouse.spi.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An event as R1's object ({@code events-and-exports.md} 5.2), and after its members what R1 does not tell. One line. Threads:
 * any.
 */
public final class EntryJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
            .withZone(ZoneOffset.UTC);

    private EntryJson() {}

    /** Its UTF-8, without a line feed. */
    public static byte[] of(AuditEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("timestamp", SECONDS.format(entry.time()));
            out.writeStringField("action", entry.action());
            if (entry.networkId() != 0) {
                out.writeNumberField("network_id", entry.networkId());
            }
            if (entry.nodeId() != 0) {
                out.writeNumberField("node_id", entry.nodeId());
            }
            JsonParts.text(out, "details", entry.details());
            out.writeNumberField("event_id", entry.id());
            out.writeStringField("time", entry.time().toString());
            JsonParts.attributes(out, "data", entry.attributes());
            evidence(out, entry);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The members that tell who, by which request, and where it stands in the trail. */
    public static void evidence(JsonGenerator out, AuditEntry entry) throws IOException {
        JsonParts.text(out, "actor", entry.actor().name());
        out.writeStringField("proof", entry.actor().proof());
        out.writeStringField("source", entry.actor().source());
        JsonParts.text(out, "request_id", entry.request().id());
        JsonParts.text(out, "command", entry.request().command());
        out.writeStringField("outcome", entry.request().outcome());
        out.writeNumberField("sequence", entry.proof().sequence());
        out.writeNumberField("leaf_index", entry.proof().leafIndex());
        JsonParts.text(out, "checkpoint", entry.proof().checkpoint());
    }
}
