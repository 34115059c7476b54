package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.protocol.NetworkId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last thousand events in memory. Give {@link #committed} to the commit pipeline as a listener, and the journal's tail at
 * start, oldest record first.
 *
 * <p>Threads: any; writers and readers exclude each other for the time that it takes to walk a thousand entries.
 */
public final class RecentAudit implements AuditTrail {
    private final Deque<Entry> newestFirst = new ArrayDeque<>(KEPT);

    /** The events of a record have happened. */
    public synchronized void committed(JournalRecord committed) {
        for (AuditEvent event : committed.events()) {
            if (event.action().equals(AuditTrail.DENIED)) {
                // R1's clients know no such action, and a flood of refusals must not push out what happened.
                continue;
            }
            if (newestFirst.size() == KEPT) {
                newestFirst.removeLast();
            }
            newestFirst.addFirst(new Entry(committed.time(), event));
        }
    }

    @Override
    public synchronized List<Entry> recent(NetworkId network, int limit) {
        List<Entry> found = new ArrayList<>();
        Iterator<Entry> entries = newestFirst.iterator();
        while (entries.hasNext() && found.size() < limit) {
            Entry entry = entries.next();
            if (network.backbone() || AuditText.number(entry.event(), AuditText.NETWORK) == network.value()) {
                found.add(entry);
            }
        }
        return found;
    }
}
