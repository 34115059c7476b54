package io.pilothouse.spi.testkit;

import io.pilothouse.spi.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as the kernel makes them. */
public final class Events {
    private static final Instant START = Instant.parse("2027-01-15T08:00:00.125Z");

    private Events() {}

    /** An event with attributes; the time is {@code id} seconds after a fixed one. */
    public static AuditEntry of(long id, String action, Map<String, Object> attributes) {
        String details = attributes.entrySet().stream()
                .filter(each -> !each.getKey().equals("node_id") && !each.getKey().equals("network_id"))
                .map(each -> each.getKey() + "=" + each.getValue()).collect(Collectors.joining(", "));
        return new AuditEntry(id, START.plusSeconds(id), action, attributes, details,
                new AuditEntry.Actor("node:7", "signature", "198.51.100.7"),
                new AuditEntry.Request("r-" + id, "kick_member", "ok"), new AuditEntry.Proof(id, id - 1, ""));
    }

    /** The kick of a member. */
    public static AuditEntry kick(long id) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("target_node_id", 687L);
        attributes.put("network_id", 3L);
        attributes.put("role", "member");
        return of(id, "member.kicked", attributes);
    }

    /** So many kicks, with ids from the first one on. */
    public static List<AuditEntry> kicks(long first, int count) {
        List<AuditEntry> events = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            events.add(kick(first + each));
        }
        return events;
    }

    /** An event that carries a text of somebody else. */
    public static AuditEntry with(long id, String text) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("node_id", 7L);
        attributes.put("new_external_id", text);
        attributes.put("tags", List.of(text, "second"));
        attributes.put("enabled", true);
        return of(id, "identity.external_id_set", attributes);
    }
}
