package io.pilothouse.kernel.state;

import io.pilothouse.protocol.NodeId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * When each node was last heard of. Kept apart from the identity and not in the journal: a heartbeat changes nothing that
 * must survive a crash. After a start every live node counts as seen at that moment, so that nobody is reaped for the
 * registry's own downtime.
 *
 * <p>Threads: any. Times are milliseconds since 1970 UTC.
 */
public final class Presence {
    /** How long after its last sign a node counts as online ({@code commands-core.md} 1.5). */
    public static final Duration ONLINE = Duration.ofMinutes(5);

    private final ConcurrentHashMap<NodeId, Sighting> sightings = new ConcurrentHashMap<>();
    private final AtomicReference<Count> online = new AtomicReference<>(new Count(0, 0));

    private static final class Sighting {
        private volatile long seen;
        private volatile long proved;
        private volatile long reported;
    }

    /** How long a denial that concerns a node is reported only once, so that nobody fills the audit trail with denials. */
    private static final Duration QUIET = Duration.ofHours(1);

    private record Count(long at, long nodes) {}

    /** The node gave a sign of life. */
    public void seen(NodeId node, long now) {
        sightings.computeIfAbsent(node, id -> new Sighting()).seen = now;
    }

    /** The node proved itself by a signature. */
    public void proved(NodeId node, long now) {
        sightings.computeIfAbsent(node, id -> new Sighting()).proved = now;
    }

    /** When the node last gave a sign of life, 0 if never. */
    public long lastSeen(NodeId node) {
        Sighting sighting = sightings.get(node);
        return sighting == null ? 0 : sighting.seen;
    }

    /** Whether the node has proved itself by a signature since this registry started. */
    public boolean hasProved(NodeId node) {
        Sighting sighting = sightings.get(node);
        return sighting != null && sighting.proved != 0;
    }

    /** Whether a denial that concerns the node was not reported within the last hour. */
    public boolean reportDue(NodeId node, long now) {
        Sighting sighting = sightings.get(node);
        return sighting == null || sighting.reported == 0 || now - sighting.reported >= QUIET.toMillis();
    }

    /** A denial that concerns the node is being reported. */
    public void reported(NodeId node, long now) {
        sightings.computeIfAbsent(node, id -> new Sighting()).reported = now;
    }

    /** The node is not live any more. */
    public void forget(NodeId node) {
        sightings.remove(node);
    }

    /** Whether the node counts as online. */
    public boolean online(NodeId node, long now) {
        return now - lastSeen(node) <= ONLINE.toMillis();
    }

    /** How many nodes count as online; up to one second old. */
    public long onlineNodes(long now) {
        Count count = online.get();
        if (count.at() != 0 && now >= count.at() && now - count.at() < 1000) {
            return count.nodes();
        }
        long oldest = now - ONLINE.toMillis();
        Count fresh = new Count(now,
                sightings.values().stream().filter(sighting -> sighting.seen >= oldest && sighting.seen != 0).count());
        online.set(fresh);
        return fresh.nodes();
    }
}
