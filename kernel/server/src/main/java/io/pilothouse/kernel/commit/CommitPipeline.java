package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.Caller;
import io.pilothouse.kernel.access.SignatureEvidence;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.Draft;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns mutations into durable records, one batch after the other: decide on a draft, append once, publish, answer.
 * Requests that arrive while a batch is being written make up the next one, so a busy registry writes large batches.
 *
 * <p>Threads: {@link #submit} may be called by any; decisions, listeners and outcomes run on the pipeline's own thread.
 */
public final class CommitPipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitPipeline.class);
    private static final int QUEUE = 16_384;
    private static final int BATCH = 1_024;

    private final LiveState state;
    private final Presence presence;
    private final Journal journal;
    private final AccessRules access;
    private final InstantSource clock;
    private final BlockingQueue<Submission> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "pilothouse-commit");
    private volatile DenialWatch denials = DenialWatch.NONE;
    private volatile boolean closing;
    private volatile String readOnly = "";

    private sealed interface Submission {
        Consumer<Outcome> outcome();
    }

    /** Something to decide; {@code asked} is empty for what no request asks for. */
    private record Open(String command, Optional<Command> asked, Function<Context, Decision> decide, Caller caller,
            Consumer<Outcome> outcome) implements Submission {}

    /** A record that another registry has decided, and its bytes as they are stored there. */
    private record Foreign(JournalRecord entry, byte[] bytes, Consumer<Outcome> outcome) implements Submission {
        StoredRecord stored() {
            return new StoredRecord(entry.sequence(), bytes);
        }
    }

    private record Decided(Submission submission, Decision decision, JournalRecord entry, Outcome outcome) {}

    public CommitPipeline(LiveState state, Presence presence, Journal journal, AccessRules access,
            InstantSource clock) {
        this.state = state;
        this.presence = presence;
        this.journal = journal;
        this.access = access;
        this.clock = clock;
    }

    /** Begins to work. */
    public void start() {
        thread.start();
    }

    /** Adds a listener; it hears of records committed from now on. */
    public void listen(CommitListener listener) {
        listeners.add(listener);
    }

    /** Why nothing can be changed at the moment; empty when it can. */
    public String readOnly() {
        return readOnly;
    }

    /** Requests that wait to be decided. */
    public int backlog() {
        return queue.size();
    }

    /**
     * Hands in a mutation. Its outcome is told once it is durable or refused, never before.
     *
     * <p>Failure: a full queue and a closing or read-only registry are outcomes, told at once on the caller's thread.
     */
    public <C extends Command> void submit(Mutation<C> handler, C command, Caller caller, Consumer<Outcome> outcome) {
        hand(new Open(command.type().name(), Optional.of(command), context -> handler.decide(command, context), caller,
                outcome));
    }

    /**
     * Hands in something that the registry itself decides, for example whom to reap; recorded without a command name.
     *
     * <p>Threads, order and failure as {@link #submit}.
     */
    public void submitInternal(Function<Context, Decision> decide, Consumer<Outcome> outcome) {
        hand(new Open("", Optional.empty(), decide, Caller.REGISTRY, outcome));
    }

    /**
     * Hands in something that the registry itself has to say about a request, for example that it was refused; recorded with the
     * name of the command or page and where it came from.
     *
     * <p>Threads, order and failure as {@link #submit}.
     */
    public void submitAbout(String name, Source source, Function<Context, Decision> decide,
            Consumer<Outcome> outcome) {
        hand(new Open(name, Optional.empty(), decide,
                new Caller(source, new SignatureEvidence.Absent(), ""), outcome));
    }

    /** Tells a watch of refusals from now on, instead of the one before. */
    public void watchDenials(DenialWatch watch) {
        denials = watch;
    }

    /** A request was refused before it came here. Threads: any. */
    public void refused(DenialWatch.Denied denied) {
        denials.refused(denied);
    }

    /**
     * Hands in a record of the primary that this registry follows; it becomes durable and visible as it is. Its sequence must
     * be the next one, so a standby has no decisions of its own. Its bytes are kept as they came: what the audit trail says of
     * them must be the same on both.
     *
     * <p>Threads, order and failure as {@link #submit}; a record that leaves a gap is refused as a conflict.
     */
    public void adopt(JournalRecord foreign, byte[] stored, Consumer<Outcome> outcome) {
        hand(new Foreign(foreign, stored, outcome));
    }

    private void hand(Submission submission) {
        String refused = readOnly;
        if (!refused.isEmpty()) {
            submission.outcome().accept(readOnlyOutcome(refused));
        } else if (closing) {
            submission.outcome()
                    .accept(new Outcome.Refused(Refusal.Code.UNAVAILABLE, "registry is shutting down"));
        } else if (!queue.offer(submission)) {
            submission.outcome()
                    .accept(new Outcome.Refused(Refusal.Code.UNAVAILABLE, "registry is overloaded, try again"));
        }
    }

    private static Outcome readOnlyOutcome(String why) {
        return new Outcome.Refused(Refusal.Code.UNAVAILABLE, "registry is read-only: " + why);
    }

    private void run() {
        List<Submission> batch = new ArrayList<>(BATCH);
        while (true) {
            try {
                Submission first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing) {
                        return;
                    }
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                commit(batch);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                batch.clear();
            }
        }
    }

    private void commit(List<Submission> batch) {
        if (!readOnly.isEmpty()) {
            batch.forEach(submission -> tell(submission, readOnlyOutcome(readOnly)));
            return;
        }
        Draft draft = state.draft();
        long now = clock.millis();
        long sequence = journal.lastSequence();
        List<Decided> decided = new ArrayList<>(batch.size());
        List<StoredRecord> records = new ArrayList<>(batch.size());
        for (Submission submission : batch) {
            long next = sequence + records.size() + 1;
            Decided one = switch (submission) {
                case Open open -> decide(open, draft, now, next);
                case Foreign foreign -> adopt(foreign, draft, next);
            };
            decided.add(one);
            if (one.entry() != null) {
                records.add(submission instanceof Foreign foreign ? foreign.stored() : Journal.stored(one.entry()));
            }
        }
        if (!records.isEmpty()) {
            try {
                journal.appendStored(records);
            } catch (IOException | RuntimeException failed) {
                becomeReadOnly(failed);
                decided.forEach(one -> tell(one.submission(), readOnlyOutcome(readOnly)));
                return;
            }
            draft.publish();
            journal.published();
        }
        for (Decided one : decided) {
            if (one.decision() != null) {
                one.decision().seen().ifPresent(node -> presence.seen(node, now));
            }
            if (one.entry() != null) {
                listeners.forEach(listener -> notify(listener, one.entry()));
            }
            tell(one.submission(), one.outcome());
        }
    }

    private static Decided adopt(Foreign foreign, Draft draft, long sequence) {
        JournalRecord entry = foreign.entry();
        if (entry.sequence() != sequence) {
            return new Decided(foreign, null, null, new Outcome.Refused(Refusal.Code.CONFLICT,
                    "record " + entry.sequence() + " came where record " + sequence + " is next"));
        }
        try {
            draft.apply(entry);
        } catch (RuntimeException defect) {
            return new Decided(foreign, null, null, incident("a record of the primary", defect));
        }
        return new Decided(foreign, null, entry, new Outcome.Done(new EmptyReply()));
    }

    private Decided decide(Open submission, Draft draft, long now, long sequence) {
        try {
            Decision decision = submission.decide()
                    .apply(new Context(draft, submission.caller(), access, presence, now));
            JournalRecord entry = null;
            if (!decision.changes().isEmpty() || !decision.events().isEmpty()) {
                Source source = submission.caller().source();
                entry = new JournalRecord(sequence, now, decision.actor(), source.ip(), source.requestId(),
                        submission.command(), decision.refusal().map(Refusal::words).orElse(""), decision.events(),
                        decision.changes());
                draft.apply(entry);
            }
            Outcome outcome = decision.refusal().<Outcome>map(Outcome.Refused::because)
                    .orElseGet(() -> new Outcome.Done(decision.reply()));
            return new Decided(submission, decision, entry, outcome);
        } catch (Refusal refusal) {
            submission.asked().ifPresent(
                    command -> refused(DenialWatch.Denied.command(command, submission.caller().source(), refusal)));
            return new Decided(submission, null, null, Outcome.Refused.because(refusal));
        } catch (RuntimeException | StackOverflowError defect) {
            return new Decided(submission, null, null, incident(submission.command(), defect));
        }
    }

    /** A defect: logged once with an id that the client is told. */
    static Outcome incident(String command, Throwable defect) {
        String id = UUID.randomUUID().toString();
        LOG.error("incident {} in {}", id, command.isEmpty() ? "the registry's own work" : command, defect);
        return new Outcome.Refused(Refusal.Code.INTERNAL, "internal error, incident " + id);
    }

    private void becomeReadOnly(Exception failed) {
        readOnly = "the journal could not be written (" + failed.getMessage() + ")";
        LOG.error("registry is read-only from now on: restart it after mending the cause; nothing acknowledged is lost",
                failed);
    }

    private void notify(CommitListener listener, JournalRecord entry) {
        try {
            listener.committed(entry);
        } catch (RuntimeException defect) {
            LOG.error("listener failed on record {}", entry.sequence(), defect);
        }
    }

    private static void tell(Submission submission, Outcome outcome) {
        try {
            submission.outcome().accept(outcome);
        } catch (RuntimeException defect) {
            LOG.error("an outcome could not be delivered", defect);
        }
    }

    /** Finishes what was handed in, then stops; gives up after four seconds. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(Duration.ofSeconds(4))) {
                LOG.error("the committer did not finish in time");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
