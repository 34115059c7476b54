package io.pilothouse.webhook.soar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pilothouse.sinks.JsonParts;
import io.pilothouse.spi.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is posted: the members of seed 004, and after them what tells the event. Threads: any. */
final class Alert {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
            .withZone(ZoneOffset.UTC);
    private static final String SECRET = "(?i)token|password|passwd|secret|apikey|signature|challenge|auth|authorization"
            + "|bearer|credentials?|.*_(token|secret|password|key|signature)|keys?";

    private Alert() {}

    static byte[] json(Rule rule, AuditEntry event) throws IOException {
        Facts facts = Facts.of(event);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("rule", rule.name());
            out.writeStringField("query", rule.matched(event));
            out.writeStringField("user", event.actor().name());
            out.writeStringField("timestamp", SECONDS.format(event.time()));
            out.writeNumberField("elapsed_ms", facts.elapsedMilliseconds());
            out.writeNumberField("row_count", facts.rowCount());
            out.writeNumberField("status", facts.status());
            Map<String, Object> params = new LinkedHashMap<>(event.attributes());
            params.keySet().removeIf(name -> name.matches(SECRET));
            JsonParts.attributes(out, "params", params);
            out.writeNumberField("event_id", event.id());
            out.writeStringField("action", event.action());
            JsonParts.text(out, "command", event.request().command());
            out.writeStringField("outcome", event.request().outcome());
            out.writeStringField("source", event.actor().source());
            if (rule.counts()) {
                out.writeNumberField("times", rule.times());
                out.writeNumberField("within_ms", rule.within().toMillis());
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
