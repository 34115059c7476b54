package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.protocol.NetworkId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The last thousand events in memory. Give {@link #committed} to the commit pipeline as a listener. What was before the start
 * is read when it is asked for the first time, so that no start waits for it.
 *
 * <p>Threads: any; writers and readers exclude each other for the time that it takes to walk a thousand entries.
 */
public final class RecentAudit implements AuditTrail {
    private final Deque<Entry> newestFirst = new ArrayDeque<>(KEPT);
    private final FutureTask<Void> earlier;

    /** No events, and none before. */
    public RecentAudit() {
        this(List::of);
    }

    /**
     * The events of a journal.
     *
     * @param journal reads its last records as they were at the start, oldest first; called once at most
     */
    public RecentAudit(Callable<List<JournalRecord>> journal) {
        earlier = new FutureTask<>(() -> {
            addOlder(journal.call());
            return null;
        });
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

    /** R1's clients know no refusals, and a flood of them must not push out what happened. */
    private static boolean told(AuditEvent event) {
        return !event.action().equals(AuditTrail.DENIED);
    }

    @Override
    public List<Entry> recent(NetworkId network, int limit) {
        earlier.run();
        try {
            earlier.get();
        } catch (ExecutionException unreadable) {
            // Rather no answer than one that looks whole; the durable trail can still be asked.
            throw new IllegalStateException("the last events before the start cannot be read from the journal: "
                    + unreadable.getCause().getMessage(), unreadable.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
        return newest(network, limit);
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
