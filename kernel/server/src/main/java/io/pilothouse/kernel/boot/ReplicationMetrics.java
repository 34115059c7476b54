package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.ops.RegistryMetrics;
import io.pilothouse.kernel.replication.FollowStatus;
import io.pilothouse.kernel.replication.Follower;
import io.pilothouse.kernel.replication.ReplicationFeed;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the metrics tell of replication, on both sides. */
final class ReplicationMetrics {
    private ReplicationMetrics() {}

    static void add(RegistryMetrics metrics, ReplicationFeed feed, Optional<Follower> follower, InstantSource clock) {
        metrics.gauge("pilot_replication_is_standby", "Whether this registry follows a primary.",
                () -> follower.isPresent() ? 1 : 0);
        metrics.gauge("pilothouse_replication_subscribers", "Standbys that this registry feeds.", feed::subscribers);
        follower.ifPresent(own -> {
            gauge(metrics, own, "pilothouse_standby_following", "Whether the primary is being followed at the moment.",
                    status -> status.connected() ? 1 : 0);
            gauge(metrics, own, "pilothouse_standby_behind_records",
                    "Records of the primary that this standby is known not to have.", FollowStatus::behind);
            gauge(metrics, own, "pilothouse_standby_silence_seconds",
                    "Seconds since the primary last said something, -1 before it ever did.",
                    status -> status.heard() == 0 ? -1 : Math.max(0, (clock.millis() - status.heard()) / 1000));
        });
    }

    private static void gauge(RegistryMetrics metrics, Follower follower, String name, String help,
            ToDoubleFunction<FollowStatus> value) {
        metrics.gauge(name, help, () -> value.applyAsDouble(follower.status()));
    }
}
