package io.pilothouse.audit.elastic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.pilothouse.sinks.JsonParts;
import io.pilothouse.spi.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An event in the fields of the Elastic Common Schema 8.11, and under {@code pilothouse} what that has no field for. Threads: any.
 */
final class EcsDocument {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    /** Literal addresses alone fit into a field of type ip. */
    private static final String ADDRESS = "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+";

    private EcsDocument() {}

    /** The line that says what to do, and the document. */
    static byte[] lines(AuditEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            out.writeStartObject();
            out.writeObjectFieldStart("create");
            // With the time, so that two registries, or one that was set up anew, can share a stream.
            out.writeStringField("_id", entry.id() + "-" + entry.time().toEpochMilli());
            out.writeEndObject();
            out.writeEndObject();
            document(out, entry);
            out.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    private static void document(JsonGenerator out, AuditEntry entry) throws IOException {
        boolean done = entry.request().outcome().equals("ok");
        out.writeStartObject();
        out.writeStringField("@timestamp", MILLISECONDS.format(entry.time()));
        out.writeObjectFieldStart("ecs");
        out.writeStringField("version", "8.11.0");
        out.writeEndObject();
        out.writeStringField("message", entry.details().isEmpty()
                ? entry.action()
                : entry.action() + ": " + entry.details());
        out.writeObjectFieldStart("event");
        out.writeStringField("id", Long.toString(entry.id()));
        out.writeNumberField("sequence", entry.id());
        out.writeStringField("action", entry.action());
        out.writeStringField("kind", "event");
        out.writeArrayFieldStart("category");
        out.writeString(category(entry.action()));
        out.writeEndArray();
        out.writeStringField("module", "pilothouse");
        out.writeStringField("dataset", "pilothouse.audit");
        out.writeStringField("outcome", done ? "success" : "failure");
        if (!done) {
            out.writeStringField("reason", entry.request().outcome());
        }
        out.writeEndObject();
        if (!entry.actor().name().isEmpty()) {
            out.writeObjectFieldStart("user");
            out.writeStringField("name", entry.actor().name());
            out.writeEndObject();
        }
        out.writeObjectFieldStart("source");
        out.writeStringField("address", entry.actor().source());
        if (entry.actor().source().matches(ADDRESS)) {
            out.writeStringField("ip", entry.actor().source());
        }
        out.writeEndObject();
        own(out, entry);
        out.writeEndObject();
    }

    private static void own(JsonGenerator out, AuditEntry entry) throws IOException {
        out.writeObjectFieldStart("pilothouse");
        if (entry.networkId() != 0) {
            out.writeNumberField("network_id", entry.networkId());
        }
        if (entry.nodeId() != 0) {
            out.writeNumberField("node_id", entry.nodeId());
        }
        out.writeStringField("proof", entry.actor().proof());
        JsonParts.text(out, "command", entry.request().command());
        JsonParts.text(out, "request_id", entry.request().id());
        out.writeNumberField("sequence", entry.proof().sequence());
        out.writeNumberField("leaf_index", entry.proof().leafIndex());
        JsonParts.text(out, "checkpoint", entry.proof().checkpoint());
        JsonParts.attributes(out, "data", entry.attributes());
        out.writeEndObject();
    }

    /** One of the schema's own words. */
    private static String category(String action) {
        return switch (action.substring(0, Math.max(0, action.indexOf('.')))) {
            case "auth" -> "authentication";
            case "member", "member_tags", "identity", "key", "directory" -> "iam";
            default -> "configuration";
        };
    }
}
