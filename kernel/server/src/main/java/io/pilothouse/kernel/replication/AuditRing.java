package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.command.audit.AuditText;
import io.pilothouse.kernel.command.audit.AuditTrail;
import io.pilothouse.kernel.migration.GoSnapshot;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.GetAuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** R1 sends its last thousand audit entries with every snapshot; this finds the new ones. Threads: one. */
final class AuditRing {
    private static final Pattern PAIRS = Pattern.compile("[a-z_]+=[^=,]*(, [a-z_]+=[^=,]*)*");

    private AuditRing() {}

    /** The entries of the ring that follow what is known, oldest first; all of them when nothing of it is known. */
    static List<GoSnapshot.AuditLine> news(List<GoSnapshot.AuditLine> ring, AuditTrail known) {
        List<String> have = new ArrayList<>();
        known.recent(NetworkId.BACKBONE, AuditTrail.KEPT).reversed()
                .forEach(entry -> have.add(key(AuditText.entry(entry))));
        List<String> theirs = ring.stream().map(AuditRing::key).toList();
        for (int overlap = Math.min(have.size(), theirs.size()); overlap > 0; overlap--) {
            List<String> end = have.subList(have.size() - overlap, have.size());
            for (int from = theirs.size() - overlap; from >= 0; from--) {
                // The ring moves on, so what is known ends somewhere in it; the longest match wins.
                if (theirs.get(from).equals(end.getFirst()) && theirs.subList(from, from + overlap).equals(end)) {
                    return ring.subList(from + overlap, ring.size());
                }
            }
        }
        return ring;
    }

    private static String key(GoSnapshot.AuditLine line) {
        return WireTime.text(line.time()) + ' ' + line.action() + ' ' + line.network() + ' ' + line.node() + ' '
                + line.details();
    }

    private static String key(GetAuditLog.Entry entry) {
        return entry.timestamp() + ' ' + entry.action() + ' ' + entry.network() + ' ' + entry.node() + ' '
                + entry.details();
    }

    /** The entry as an event, which is shown again as it was. */
    static AuditEvent event(GoSnapshot.AuditLine line) {
        AuditEvent event = AuditEvent.of(line.action());
        event = line.network() == 0 ? event : event.and("network_id", line.network());
        event = line.node() == 0 ? event : event.and("node_id", line.node());
        if (!PAIRS.matcher(line.details()).matches()) {
            return line.details().isEmpty() ? event : event.and("details", line.details());
        }
        for (String pair : line.details().split(", ")) {
            int equals = pair.indexOf('=');
            event = event.and(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return event;
    }
}
