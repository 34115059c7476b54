package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.net.Subscriptions;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Feeds a standby of R1 or R2 with whole snapshots: one at once, then the newest after changes, at most one a second and none
 * before the last one is taken ({@code replication-and-storage.md} 5.2). All of them are complete, the first one too.
 */
final class SnapshotFeeder extends Feeder {
    private static final Duration APART = Duration.ofSeconds(1);
    /** Standbys of R1 reap by the last-seen times of the newest snapshot, so a quiet registry repeats itself in time. */
    private static final Duration REFRESH = Duration.ofMinutes(2);

    private final Bell bell;
    private final SnapshotCopies snapshots;
    private volatile long sent = -1;

    SnapshotFeeder(String standby, Consumer<Feeder> begun, Consumer<Feeder> ended, Bell bell,
            SnapshotCopies snapshots) {
        super(standby, begun, ended, bell);
        this.bell = bell;
        this.snapshots = snapshots;
    }

    @Override
    byte[] heartbeat() {
        return Messages.PLAIN_HEARTBEAT;
    }

    @Override
    boolean upToDate() {
        return sent == bell.rings() && taken();
    }

    @Override
    void feed(Subscriptions.Stream to) throws InterruptedException {
        while (!over()) {
            long heard = bell.rings();
            to.send(snapshots.newest(heard));
            sent = heard;
            Bell.pause(APART);
            awaitRoom(to, 0);
            bell.await(heard, REFRESH);
        }
    }
}
