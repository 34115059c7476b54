package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.EventCount;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.state.StateView;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Finds out the numbers of events by counting back from the newest, whose number the state knows.
 *
 * <p>Threads: any that may block.
 *
 * @param state the live state
 * @param journal its journal
 */
record EventNumbers(StateView state, Journal journal) {
    private static final int PAGE = 500;
    /** How far a clock may have been set back while the registry ran. */
    private static final long CLOCK = Duration.ofHours(1).toMillis();

    /** A cursor before the first event of a record that is there. */
    Cursor before(long sequence, long since) throws IOException {
        EventCount count = state.events();
        long first = count.events() + 1;
        for (long next = sequence; next <= count.sequence();) {
            List<JournalRecord> page = journal.readEntries(next, (int) Math.min(PAGE, count.sequence() - next + 1));
            if (page.isEmpty()) {
                break;
            }
            first -= page.stream().mapToInt(record -> record.events().size()).sum();
            next = page.getLast().sequence() + 1;
        }
        return Cursor.before(sequence, Math.max(1, first), since);
    }

    /**
     * A cursor before the record that configured a sink so. When that is not there any more, or was made by an import, before
     * the oldest record since then.
     */
    Cursor configured(Integration sink) throws IOException {
        EventCount count = state.events();
        long first = count.events() + 1;
        long oldest = Math.max(1, journal.firstSequence());
        for (long high = count.sequence(); high >= oldest;) {
            long low = Math.max(oldest, high - PAGE + 1);
            for (JournalRecord record : journal.readEntries(low, (int) (high - low + 1)).reversed()) {
                if (record.time() < sink.since() - CLOCK) {
                    return Cursor.before(record.sequence() + 1, Math.max(1, first), sink.since());
                }
                first -= record.events().size();
                if (configures(record, sink)) {
                    return Cursor.before(record.sequence(), Math.max(1, first), sink.since());
                }
            }
            high = low - 1;
        }
        return Cursor.before(oldest, Math.max(1, first), sink.since());
    }

    private static boolean configures(JournalRecord record, Integration sink) {
        String action = (sink.place().kind() == Integration.Kind.WEBHOOK ? "webhook" : "audit_export") + ".configured";
        return record.time() == sink.since()
                && record.events().stream().anyMatch(event -> event.action().equals(action));
    }
}
