package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.command.audit.ActorText;
import io.pilothouse.kernel.command.audit.AuditText;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.spi.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of records as receivers get them. */
final class Entries {
    private Entries() {}

    /**
     * The events of a record.
     *
     * @param first number of the first one
     * @param checkpoint the newest signed checkpoint, empty without one
     */
    static List<AuditEntry> of(JournalRecord entry, long first, String checkpoint) {
        ActorText actor = ActorText.of(entry.actor());
        AuditEntry.Actor who = new AuditEntry.Actor(actor.actor(), actor.proof(), entry.source());
        AuditEntry.Request request = new AuditEntry.Request(entry.request(), entry.command(), AuditText.outcome(entry));
        // The tree has one leaf for each record, from the very first.
        AuditEntry.Proof proof = new AuditEntry.Proof(entry.sequence(), entry.sequence() - 1, checkpoint);
        Instant time = Instant.ofEpochMilli(entry.time());
        List<AuditEntry> entries = new ArrayList<>(entry.events().size());
        for (AuditEvent event : entry.events()) {
            entries.add(new AuditEntry(first + entries.size(), time, event.action(), attributes(event),
                    AuditText.details(event), who, request, proof));
        }
        return entries;
    }

    /** Records that were read back may hold smaller types of numbers. */
    private static Map<String, Object> attributes(AuditEvent event) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        event.attributes().forEach((name, value) -> attributes.put(name, switch (value) {
            case Number number -> (Object) number.longValue();
            case Boolean flag -> flag;
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> String.valueOf(value);
        }));
        return attributes;
    }
}
