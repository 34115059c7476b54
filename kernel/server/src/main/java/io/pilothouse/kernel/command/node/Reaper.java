package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.GoDuration;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.EmptyReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes nodes out of sight that were not heard of for five minutes ({@code commands-core.md} 1.5). Nothing of them is lost:
 * the same key brings the node back as it was (Part IV 14).
 */
public final class Reaper {
    /** How many ids one sweep looks at, so that a sweep over a million nodes does not hold up the committer. */
    public static final int SPAN = 10_000;

    /** How many nodes one sweep reaps, so that its record stays small. */
    public static final int MOST = 500;

    private Reaper() {}

    /**
     * What one sweep comes to.
     *
     * @param decision whom it reaps, perhaps nobody
     * @param next the id to begin the next sweep with
     * @param full whether it stopped because it reaped as many as it may, so that the next one should follow at once
     */
    public record Sweep(Decision decision, long next, boolean full) {}

    /**
     * Looks at nodes in the order of their ids.
     *
     * <p>Threads: the committer's. A live node that was never heard of since the start gets its grace period from now on.
     *
     * @param from the id to begin with; above the last one it begins anew
     */
    public static Sweep sweep(Context context, long from) {
        long end = context.state().nextNode();
        long id = from < 1 || from >= end ? 1 : from;
        long stop = Math.min(end, id + SPAN);
        List<AuditEvent> events = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (; id < stop && changes.size() < MOST; id++) {
            Node node = context.state().node(NodeId.of(id)).orElse(null);
            if (node != null && stale(node, context)) {
                changes.add(new Change.NodePut(node.with(edit -> edit.standing(Standing.REAPED))));
                events.add(event(node, context));
            }
        }
        Decision decision = new Decision(new EmptyReply(), new Principal.Registry(), events, changes,
                Optional.empty(), Optional.empty());
        return new Sweep(decision, id >= end ? 1 : id, changes.size() == MOST);
    }

    private static boolean stale(Node node, Context context) {
        long seen = context.presence().lastSeen(node.id());
        if (seen == 0) {
            context.presence().seen(node.id(), context.now());
            return false;
        }
        return context.now() - seen > Presence.ONLINE.toMillis();
    }

    private static AuditEvent event(Node node, Context context) {
        Duration ago = Duration.ofMillis(context.now() - context.presence().lastSeen(node.id()));
        return AuditEvent.of("node.reaped").and("node_id", node.id()).and("reason", "stale_heartbeat")
                .and("last_seen_ago", GoDuration.of(ago))
                .and("networks", context.state().networksOf(node.id()).size());
    }
}
