package io.pilothouse.kernel.follow;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.spi.AuditEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event that a receiver will not take.
 *
 * @param entry the event, whole: the journal may have forgotten it
 * @param reason why it was given up
 */
record DeadLetter(AuditEntry entry, String reason) {
    /** One line of JSON. */
    String line() {
        JsonWriter out = new JsonWriter().beginObject().number("event_id", entry.id())
                .text("time", entry.time().toString()).text("action", entry.action())
                .value("data", data(entry)).text("details", entry.details())
                .text("actor", entry.actor().name()).text("proof", entry.actor().proof())
                .text("source", entry.actor().source()).text("request", entry.request().id())
                .text("command", entry.request().command()).text("outcome", entry.request().outcome())
                .number("sequence", entry.proof().sequence()).number("leaf_index", entry.proof().leafIndex())
                .text("checkpoint", entry.proof().checkpoint()).text("reason", reason);
        return out.endObject().text();
    }

    static JsonObject data(AuditEntry entry) {
        JsonObject data = new JsonObject();
        entry.attributes().forEach(data::put);
        return data;
    }

    /** The letter of a line; nothing when the line is not whole, as the last one may be after a loss of power. */
    static Optional<DeadLetter> parse(String line) {
        try {
            JsonObject in = JsonReader.object(line);
            Map<String, Object> attributes = new LinkedHashMap<>();
            in.object("data").ifPresent(data -> data.members().forEach((name, value) -> attributes.put(name,
                    value instanceof Number number
                            ? (Object) number.longValue()
                            : value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : value)));
            return Optional.of(new DeadLetter(new AuditEntry(in.whole("event_id"), Instant.parse(in.text("time")),
                    in.text("action"), attributes, in.text("details"),
                    new AuditEntry.Actor(in.text("actor"), in.text("proof"), in.text("source")),
                    new AuditEntry.Request(in.text("request"), in.text("command"), in.text("outcome")),
                    new AuditEntry.Proof(in.whole("sequence"), in.whole("leaf_index"), in.text("checkpoint"))),
                    in.text("reason")));
        } catch (MalformedJsonException | DateTimeException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
