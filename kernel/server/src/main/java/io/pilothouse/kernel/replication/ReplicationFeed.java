package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.command.audit.AuditTrail;
import io.pilothouse.kernel.commit.CommitListener;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.net.Subscriptions;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.command.SubscribeReplication;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The primary's side of replication: who may subscribe, and who is fed at the moment. A standby with a token serves standbys of
 * its own in the same way.
 *
 * <p>Threads: {@link #answer} event loops, {@link #committed} the committer's; both only look and wake.
 */
public final class ReplicationFeed implements Subscriptions, CommitListener, AutoCloseable {
    /** Standbys at a time; each costs a thread and a page of records or a snapshot. */
    public static final int MOST = 16;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final AdminToken token;
    private final RecordFeeder.Sources sources;
    private final SnapshotCopies snapshots;
    private final Bell bell = new Bell();
    private final Set<Feeder> feeders = ConcurrentHashMap.newKeySet();

    /**
     * A feed.
     *
     * @param token the replication token
     * @param statistics what is counted at the moment
     * @param secrets opens the tokens, which a standby of R1 needs in clear to guard the networks as we do
     */
    public ReplicationFeed(AdminToken token, Journal journal, LiveState state, Presence presence, AuditTrail audit,
            Supplier<Statistics> statistics, SecretBox secrets, InstantSource clock) {
        this.token = token;
        sources = new RecordFeeder.Sources(journal, state, presence, clock, bell);
        snapshots = new SnapshotCopies(new SnapshotText(state, presence, audit, statistics, secrets, clock)::message);
    }

    @Override
    public Answer answer(SubscribeReplication request, Source source) {
        if (!token.configured()) {
            return new Answer.Refused(Refusal.Code.UNAVAILABLE, "replication not configured");
        }
        if (!token.matches(request.token())) {
            return new Answer.Refused(Refusal.Code.UNAUTHENTICATED, "invalid replication token");
        }
        if (sources.state().registryId().isEmpty()) {
            return new Answer.Refused(Refusal.Code.UNAVAILABLE, "failed to generate snapshot");
        }
        if (feeders.size() >= MOST) {
            return new Answer.Refused(Refusal.Code.UNAVAILABLE,
                    "too many standbys: this registry feeds " + MOST);
        }
        String standby = source.ip() + ":" + source.port();
        return new Answer.Accepted(request.position()
                .<Subscriber>map(position -> new RecordFeeder(standby, feeders::add, this::ended, sources, position))
                .orElseGet(() -> new SnapshotFeeder(standby, feeders::add, this::ended, bell, snapshots)));
    }

    private void ended(Feeder feeder) {
        feeders.remove(feeder);
        if (feeders.stream().noneMatch(SnapshotFeeder.class::isInstance)) {
            snapshots.forget();
        }
    }

    /** Standbys that are fed at the moment. */
    public int subscribers() {
        return feeders.size();
    }

    @Override
    public void committed(JournalRecord committed) {
        if (!feeders.isEmpty()) {
            bell.ring();
        }
    }

    /** Lets standbys take what is there already, at most so long; commits should have ended. */
    public void finish(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (!feeders.stream().allMatch(feeder -> feeder.over() || feeder.upToDate())
                && System.nanoTime() < until) {
            Bell.pause(LOOK_AGAIN);
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        List.copyOf(feeders).forEach(Feeder::stop);
    }
}
