package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.protocol.NetworkId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last thousand events in memory. Give {@link #committed} to the commit pipeline as a listener. What was before the start
 * is read when it is asked for the first time, so that no start waits for it.
 *
 * <p>Threads: any; writers and readers exclude each other for the time that it takes to walk a thousand entries.
 */
public final class RecentAudit implements AuditTrail {
    private final Deque<Entry> newestFirst = new ArrayDeque<>(KEPT);
    private final Object reading = new Object();
    private final Earlier journal;
    private boolean read;

    /** Reads what was before the start. */
    @FunctionalInterface
    public interface Earlier {
        /** The last records as they were at the start, oldest first. */
        List<JournalRecord> records() throws IOException;
    }

    /** No events, and none before. */
    public RecentAudit() {
        this(List::of);
    }

    /** The events of a journal, which is read once. */
    public RecentAudit(Earlier journal) {
        this.journal = journal;
    }

    /** The events of a record have happened. */
    public synchronized void committed(JournalRecord committed) {
        for (AuditEvent event : committed.events()) {
            if (told(event)) {
                if (newestFirst.size() == KEPT) {
                    newestFirst.removeLast();
                }
                newestFirst.addFirst(new Entry(committed.time(), event));
            }
        }
    }

    private synchronized void addOlder(List<JournalRecord> records) {
        for (JournalRecord before : records.reversed()) {
            for (AuditEvent event : before.events().reversed()) {
                if (told(event) && newestFirst.size() < KEPT) {
                    newestFirst.addLast(new Entry(before.time(), event));
                }
            }
        }
    }

    /** What R1's clients can have heard of; a flood of refusals must not push it out. */
    private static boolean told(AuditEvent event) {
        return !TRAIL_ONLY.contains(event.action());
    }

    @Override
    public List<Entry> recent(NetworkId network, int limit) {
        synchronized (reading) {
            if (!read) {
                readEarlier();
                read = true;
            }
        }
        return newest(network, limit);
    }

    /** Apart from the lock of the events: commits go on meanwhile. */
    private void readEarlier() {
        try {
            addOlder(journal.records());
        } catch (IOException unreadable) {
            // Rather no answer than one that looks whole; the durable trail can still be asked.
            throw new IllegalStateException("the last events before the start cannot be read from the journal: "
                    + unreadable.getMessage(), unreadable);
        }
    }

    private synchronized List<Entry> newest(NetworkId network, int limit) {
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
