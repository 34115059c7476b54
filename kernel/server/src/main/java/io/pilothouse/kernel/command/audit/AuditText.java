package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Events as the wire shows them ({@code events-and-exports.md} 3). */
public final class AuditText {
    static final String NETWORK = "network_id";
    private static final String NODE = "node_id";

    /** What was before and after, where R1 tells a count or only one of both. */
    private static final Set<String> BESIDE = Set.of("old_public_key", "new_public_key", "old_tags", "new_tags",
            "old_allowed_ports", "new_allowed_ports", "old_description", "new_description", "old_digest", "new_digest",
            "old_type", "old_url");

    private AuditText() {}

    /** The event with its members as {@code get_audit_log} and snapshots show them. */
    public static GetAuditLog.Entry entry(AuditTrail.Entry entry) {
        AuditEvent event = entry.event();
        return new GetAuditLog.Entry(
                Instant.ofEpochMilli(entry.time()).truncatedTo(ChronoUnit.SECONDS).toString(), event.action(),
                NetworkId.of((int) number(event, NETWORK)), NodeId.of(number(event, NODE)), details(event), "", "",
                Optional.empty());
    }

    /** The event with all that the record says about it. */
    public static GetAuditLog.Entry entry(JournalRecord record, AuditEvent event) {
        GetAuditLog.Entry plain = entry(new AuditTrail.Entry(record.time(), event));
        ActorText actor = ActorText.of(record.actor());
        return new GetAuditLog.Entry(plain.timestamp(), plain.action(), plain.network(), plain.node(),
                plain.details(), "", "", Optional.of(new GetAuditLog.Evidence(record.sequence(), actor.actor(),
                        actor.proof(), record.source(), record.request(), record.command(), outcome(record),
                        data(event))));
    }

    /** How a record's command ended. */
    public static String outcome(JournalRecord record) {
        return record.outcome().isEmpty() ? "ok" : record.outcome();
    }

    /** The attributes as JSON. */
    public static JsonObject data(AuditEvent event) {
        JsonObject data = new JsonObject();
        event.attributes().forEach(data::put);
        return data;
    }

    /** The attribute as a number; 0 when there is none. Journal records read back may hold smaller number types. */
    static long number(AuditEvent event, String name) {
        return event.attributes().get(name) instanceof Number number ? number.longValue() : 0;
    }

    /**
     * {@code key=value} pairs as R1 writes them; network and node have members of their own, and what R1 does not tell of its
     * actions stands among the typed attributes alone.
     */
    public static String details(AuditEvent event) {
        return event.attributes().entrySet().stream()
                .filter(attribute -> !attribute.getKey().equals(NETWORK) && !attribute.getKey().equals(NODE)
                        && !BESIDE.contains(attribute.getKey()))
                .map(attribute -> attribute.getKey() + "=" + text(attribute.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
                : String.valueOf(value);
    }
}
