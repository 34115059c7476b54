package io.pilothouse.kernel.audit;

import io.pilothouse.kernel.command.audit.ActorText;
import io.pilothouse.kernel.command.audit.AuditText;
import io.pilothouse.kernel.journal.TrailRecord;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.protocol.json.JsonWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * The one text of a record that is hashed and exported: a JSON object without white space, its members in this order. Never
 * change what is written for a record that exists: every checkpoint would break.
 *
 * <p>Threads: any.
 */
final class TrailText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private TrailText() {}

    static String of(TrailRecord stored) {
        JournalRecord entry = stored.entry();
        ActorText actor = ActorText.of(entry.actor());
        JsonWriter out = new JsonWriter().beginObject().number("sequence", entry.sequence())
                .text("time", TIME.format(Instant.ofEpochMilli(entry.time()))).text("actor", actor.actor())
                .text("proof", actor.proof()).text("source", entry.source()).textIfAny("request", entry.request())
                .textIfAny("command", entry.command()).text("outcome", AuditText.outcome(entry))
                .objects("events", entry.events(), (event, to) -> to.text("action", event.action()).value("data",
                        AuditText.data(event)));
        stored.changes().ifPresent(digest -> out.text("changes", HexFormat.of().formatHex(digest)));
        return out.endObject().text();
    }
}
