package io.pilothouse.kernel.audit;

import io.pilothouse.kernel.command.audit.AuditText;
import io.pilothouse.kernel.command.audit.TrailArchive;
import io.pilothouse.kernel.command.audit.TrailPosition;
import io.pilothouse.kernel.command.audit.TrailQuestion;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.TrailRecord;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.command.GetAuditProof;
import io.pilothouse.protocol.command.GetAuditTrail;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.protocol.trail.TrailExport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Answers questions about the trail from the journal and its tree. Threads: any that may wait. */
public final class StoredTrail implements TrailArchive {
    /** Records that one question looks at; then it gets a cursor. */
    private static final int MOST_RECORDS = 20_000;
    private static final int PAGE = 500;
    /** Characters of entries in one reply, and entries. */
    private static final int MOST_TEXT = 1 << 20;
    private static final int MOST_ENTRIES = 2_000;

    private final Journal journal;
    private final TrailKeeper keeper;

    public StoredTrail(Journal journal, TrailKeeper keeper) {
        this.journal = journal;
        this.keeper = keeper;
    }

    @Override
    public GetAuditLog.Ok search(TrailQuestion question) throws IOException {
        Findings findings = new Findings(question);
        long first = Math.max(1, journal.firstSequence());
        long last = journal.lastSequence();
        TrailPosition next = question.start().orElse(question.oldestFirst()
                ? new TrailPosition(true, first, 0)
                : new TrailPosition(false, last, TrailPosition.LAST_EVENT));
        if (next.oldestFirst() && next.sequence() < first) {
            // What the cursor stood at was dropped meanwhile.
            next = new TrailPosition(true, first, 0);
        }
        for (int looked = 0; next.sequence() >= first && next.sequence() <= last && findings.wanted(); looked += PAGE) {
            if (looked >= MOST_RECORDS) {
                return findings.reply(next.cursor());
            }
            next = question.oldestFirst() ? findings.forwards(next) : findings.backwards(next, first);
        }
        boolean end = next.sequence() < first || next.sequence() > last;
        return findings.reply(end ? "" : next.cursor());
    }

    /** What one question brought so far. */
    private final class Findings {
        private final TrailQuestion question;
        private final List<GetAuditLog.Entry> entries = new ArrayList<>();

        Findings(TrailQuestion question) {
            this.question = question;
        }

        boolean wanted() {
            return entries.size() < question.limit();
        }

        TrailPosition forwards(TrailPosition from) throws IOException {
            List<JournalRecord> page = journal.readEntries(from.sequence(), PAGE);
            for (JournalRecord entry : page) {
                int begin = entry.sequence() == from.sequence() ? from.event() : 0;
                for (int event = begin; event < entry.events().size(); event++) {
                    if (!wanted()) {
                        return new TrailPosition(true, entry.sequence(), event);
                    }
                    take(entry, event);
                }
            }
            // Records may have been dropped since the cursor was given; what is there then begins later.
            return new TrailPosition(true, page.getLast().sequence() + 1, 0);
        }

        TrailPosition backwards(TrailPosition from, long first) throws IOException {
            long begin = Math.max(first, from.sequence() - PAGE + 1);
            List<JournalRecord> page = journal.readEntries(begin, (int) (from.sequence() - begin + 1));
            for (JournalRecord entry : page.reversed()) {
                if (entry.sequence() > from.sequence()) {
                    // Records were dropped this moment, so that the page began later than it should.
                    continue;
                }
                int last = entry.events().size() - 1;
                for (int event = entry.sequence() == from.sequence()
                        ? Math.min(from.event(), last)
                        : last; event >= 0; event--) {
                    if (!wanted()) {
                        return new TrailPosition(false, entry.sequence(), event);
                    }
                    take(entry, event);
                }
            }
            return new TrailPosition(false, begin - 1, TrailPosition.LAST_EVENT);
        }

        private void take(JournalRecord entry, int number) {
            AuditEvent event = entry.events().get(number);
            if (question.covers(entry) && question.matches(entry, event)) {
                entries.add(AuditText.entry(entry, event));
            }
        }

        GetAuditLog.Ok reply(String cursor) {
            return new GetAuditLog.Ok(entries, cursor,
                    keeper.checkpoint().map(SignedNote::toString).orElse(""));
        }
    }

    @Override
    public GetAuditProof.Ok prove(GetAuditProof wanted) throws IOException {
        TrailKeeper.Current now = current();
        if (wanted.sequence().isPresent()) {
            between("sequence", wanted.sequence().getAsLong(), 1, now.size());
        }
        if (wanted.oldSize().isPresent()) {
            between("old_size", wanted.oldSize().getAsLong(), 0, now.size());
        }
        try {
            return proof(wanted, now);
        } catch (AuditTree.ForgottenException gone) {
            throw new Refusal(Refusal.Code.NOT_FOUND, gone.getMessage());
        }
    }

    private GetAuditProof.Ok proof(GetAuditProof wanted, TrailKeeper.Current now) throws IOException {
        long old = wanted.oldSize().orElse(0);
        List<byte[]> consistency = old == 0 ? List.of() : now.tree().consistency(old, now.size());
        if (wanted.sequence().isEmpty()) {
            return new GetAuditProof.Ok(now.checkpoint().toString(), now.key().toString(), OptionalLong.empty(), "",
                    "", List.of(), TrailExport.texts(consistency));
        }
        long sequence = wanted.sequence().getAsLong();
        List<TrailRecord> stored = journal.readTrail(sequence, 1);
        boolean kept = !stored.isEmpty() && stored.getFirst().entry().sequence() == sequence;
        return new GetAuditProof.Ok(now.checkpoint().toString(), now.key().toString(), OptionalLong.of(sequence - 1),
                TrailExport.text(now.tree().leaf(sequence - 1)), kept ? TrailText.of(stored.getFirst()) : "",
                TrailExport.texts(now.tree().inclusion(sequence - 1, now.size())), TrailExport.texts(consistency));
    }

    private static void between(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new Refusal(Refusal.Code.INVALID,
                    field + ": " + value + " should be a number from " + least + " to " + most);
        }
    }

    @Override
    public GetAuditTrail.Ok entries(GetAuditTrail wanted) throws IOException {
        TrailKeeper.Current now = current();
        long last = Math.min(wanted.until().orElse(now.size()), now.size());
        long next = Math.max(Math.max(1, wanted.from()), journal.firstSequence());
        long first = next;
        List<String> texts = new ArrayList<>();
        for (int length = 0; next <= last && length < MOST_TEXT && texts.size() < MOST_ENTRIES;) {
            List<TrailRecord> page = journal.readTrail(next, (int) Math.min(PAGE, last - next + 1));
            if (texts.isEmpty()) {
                first = page.getFirst().entry().sequence();
            } else if (page.getFirst().entry().sequence() != next) {
                break;
            }
            for (TrailRecord stored : page) {
                if (length < MOST_TEXT) {
                    String text = TrailText.of(stored);
                    texts.add(text);
                    length += text.length();
                    next = stored.entry().sequence() + 1;
                }
            }
        }
        try {
            return new GetAuditTrail.Ok(first, texts,
                    TrailExport.texts(now.tree().range(Math.min(first - 1, now.size())).hashes()));
        } catch (AuditTree.ForgottenException gone) {
            throw new Refusal(Refusal.Code.NOT_FOUND, gone.getMessage());
        }
    }

    private TrailKeeper.Current current() throws IOException {
        return keeper.current().orElseThrow(() -> new Refusal(Refusal.Code.UNAVAILABLE, keeper.trouble().isEmpty()
                ? "the audit tree is being made from the journal; try again soon"
                : "the audit trail cannot be vouched for: " + keeper.trouble()));
    }
}
