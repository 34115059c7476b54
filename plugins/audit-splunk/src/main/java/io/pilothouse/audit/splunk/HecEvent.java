package io.pilothouse.audit.splunk;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pilothouse.sinks.JsonParts;
import io.pilothouse.spi.AuditEntry;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * An event for the collector ({@code events-and-exports.md} 5.3): the members of {@code event} in order of the alphabet, those of
 * R1 and what R1 does not tell.
 *
 * @param source where events say that they come from
 * @param index empty for the token's own
 */
record HecEvent(String source, String index) {
    void write(AuditEntry entry, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeFieldName("time");
        out.writeNumber(BigDecimal.valueOf(entry.time().toEpochMilli(), 3).stripTrailingZeros().toPlainString());
        out.writeStringField("source", source);
        out.writeStringField("sourcetype", "pilot:audit");
        JsonParts.text(out, "index", index);
        out.writeObjectFieldStart("event");
        out.writeStringField("action", entry.action());
        JsonParts.text(out, "actor", entry.actor().name());
        JsonParts.text(out, "checkpoint", entry.proof().checkpoint());
        JsonParts.text(out, "command", entry.request().command());
        JsonParts.attributes(out, "data", entry.attributes());
        JsonParts.text(out, "details", entry.details());
        out.writeNumberField("event_id", entry.id());
        out.writeNumberField("leaf_index", entry.proof().leafIndex());
        out.writeNumberField("network_id", entry.networkId());
        out.writeNumberField("node_id", entry.nodeId());
        out.writeStringField("outcome", entry.request().outcome());
        out.writeStringField("proof", entry.actor().proof());
        JsonParts.text(out, "request_id", entry.request().id());
        out.writeNumberField("sequence", entry.proof().sequence());
        out.writeStringField("source_address", entry.actor().source());
        out.writeEndObject();
        out.writeEndObject();
    }
}
