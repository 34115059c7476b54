package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.spi.AuditEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The events that a sink wants, from its cursor on, a page at a time in memory.
 *
 * <p>Threads: one.
 */
final class TrailReader {
    private static final int PAGE = 200;

    private final Journal journal;
    private final Supplier<String> checkpoint;
    private final Deque<Waiting> window = new ArrayDeque<>();
    private Cursor cursor;
    private long nextSequence;
    private long nextEvent;

    /** An event that was read, and the number of the first one of its record. */
    private record Waiting(AuditEntry entry, long first) {}

    /** The journal no longer has what comes next. */
    static final class Overtaken extends Exception {
        private static final long serialVersionUID = 1L;
        private final long oldest;

        Overtaken(long oldest) {
            super("the journal begins at record " + oldest);
            this.oldest = oldest;
        }

        long oldest() {
            return oldest;
        }
    }

    TrailReader(Journal journal, Supplier<String> checkpoint, Cursor cursor) {
        this.journal = journal;
        this.checkpoint = checkpoint;
        go(cursor);
    }

    /** Goes on from a cursor; what was read is read again. */
    void go(Cursor to) {
        window.clear();
        cursor = to;
        nextSequence = to.sequence();
        nextEvent = to.first();
    }

    /** Everything before it is done with. */
    Cursor cursor() {
        return cursor;
    }

    /**
     * Reads until something is there that is wanted, or the end of the journal.
     *
     * @return whether something is there
     */
    boolean fill(Predicate<AuditEntry> wanted) throws IOException, Overtaken {
        while (window.isEmpty()) {
            long published = journal.publishedSequence();
            if (nextSequence > published) {
                return false;
            }
            List<JournalRecord> page = journal.readEntries(nextSequence,
                    (int) Math.min(PAGE, published - nextSequence + 1));
            if (page.isEmpty() || page.getFirst().sequence() != nextSequence) {
                throw new Overtaken(page.isEmpty() ? journal.firstSequence() : page.getFirst().sequence());
            }
            String signed = checkpoint.get();
            for (JournalRecord record : page) {
                for (AuditEntry entry : Entries.of(record, nextEvent, signed)) {
                    if (entry.id() > cursor.done() && wanted.test(entry)) {
                        window.add(new Waiting(entry, nextEvent));
                    }
                }
                nextEvent += record.events().size();
                nextSequence = record.sequence() + 1;
            }
            passed();
        }
        return true;
    }

    /** The next events, at least one and at most so many. */
    List<AuditEntry> next(int most) {
        List<AuditEntry> entries = new ArrayList<>();
        for (Waiting waiting : window) {
            if (entries.size() == most) {
                break;
            }
            entries.add(waiting.entry());
        }
        return entries;
    }

    /** So many of them are done with. */
    void done(int count) {
        for (int i = 0; i < count; i++) {
            window.remove();
        }
        passed();
    }

    private void passed() {
        Waiting head = window.peek();
        cursor = head == null
                ? new Cursor(nextSequence, nextEvent, Math.max(cursor.done(), nextEvent - 1), cursor.since())
                : new Cursor(head.entry().proof().sequence(), head.first(), head.entry().id() - 1, cursor.since());
    }
}
