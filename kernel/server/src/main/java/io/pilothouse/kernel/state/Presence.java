package io.pilothouse.kernel.state;

import io.pilothouse.protocol.NodeId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
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

    /** Counting this many takes less than what a page that shows the number takes anyway. */
    private static final long COUNTED_AT_ONCE = 20_000;

    private final IdPages<Page> pages = new IdPages<>();
    private final AtomicReference<Count> online = new AtomicReference<>(new Count(0, 0));

    /** The times of some nodes; 0 is never. Most nodes are only ever seen, so the rest is made when it is needed. */
    private static final class Page {
        private final AtomicLongArray seen = new AtomicLongArray(IdPages.PAGE);
        private final AtomicReference<AtomicLongArray> proved = new AtomicReference<>();
        private final AtomicReference<AtomicLongArray> reported = new AtomicReference<>();

        private long seenSince(long oldest) {
            long nodes = 0;
            for (int i = 0; i < IdPages.PAGE; i++) {
                long time = seen.get(i);
                if (time != 0 && time >= oldest) {
                    nodes++;
                }
            }
            return nodes;
        }

        private static void set(AtomicReference<AtomicLongArray> times, int place, long now) {
            AtomicLongArray there = times.get();
            if (there == null) {
                AtomicLongArray fresh = new AtomicLongArray(IdPages.PAGE);
                there = times.compareAndSet(null, fresh) ? fresh : times.get();
            }
            there.set(place, now);
        }

        private static long at(AtomicReference<AtomicLongArray> times, int place) {
            AtomicLongArray there = times.get();
            return there == null ? 0 : there.get(place);
        }

        private static void forget(AtomicReference<AtomicLongArray> times, int place) {
            AtomicLongArray there = times.get();
            if (there != null) {
                there.set(place, 0);
            }
        }
    }

    private Page page(NodeId node) {
        return pages.findOrMake(node, Page::new);
    }

    /** How long a denial that concerns a node is reported only once, so that nobody fills the audit trail with denials. */
    private static final Duration QUIET = Duration.ofHours(1);

    private record Count(long at, long nodes) {}

    /** The node gave a sign of life. */
    public void seen(NodeId node, long now) {
        page(node).seen.set(IdPages.place(node), now);
    }

    /** The node proved itself by a signature. */
    public void proved(NodeId node, long now) {
        Page.set(page(node).proved, IdPages.place(node), now);
    }

    /** When the node last gave a sign of life, 0 if never. */
    public long lastSeen(NodeId node) {
        Page page = pages.find(node);
        return page == null ? 0 : page.seen.get(IdPages.place(node));
    }

    /** Whether the node has proved itself by a signature since this registry started. */
    public boolean hasProved(NodeId node) {
        Page page = pages.find(node);
        return page != null && Page.at(page.proved, IdPages.place(node)) != 0;
    }

    /** Whether a denial that concerns the node was not reported within the last hour. */
    public boolean reportDue(NodeId node, long now) {
        Page page = pages.find(node);
        long reported = page == null ? 0 : Page.at(page.reported, IdPages.place(node));
        return reported == 0 || now - reported >= QUIET.toMillis();
    }

    /** A denial that concerns the node is being reported. */
    public void reported(NodeId node, long now) {
        Page.set(page(node).reported, IdPages.place(node), now);
    }

    /** The node is not live any more. */
    public void forget(NodeId node) {
        Page page = pages.find(node);
        if (page != null) {
            page.seen.set(IdPages.place(node), 0);
            Page.forget(page.proved, IdPages.place(node));
            Page.forget(page.reported, IdPages.place(node));
        }
    }

    /** Whether the node counts as online. */
    public boolean online(NodeId node, long now) {
        return now - lastSeen(node) <= ONLINE.toMillis();
    }

    /** How many nodes count as online; with many nodes up to one second old. */
    public long onlineNodes(long now) {
        Count count = online.get();
        if (count.nodes() > COUNTED_AT_ONCE && count.at() != 0 && now >= count.at() && now - count.at() < 1000) {
            return count.nodes();
        }
        long oldest = now - ONLINE.toMillis();
        Count fresh = new Count(now, pages.pages().mapToLong(page -> page.seenSince(oldest)).sum());
        online.set(fresh);
        return fresh.nodes();
    }
}
