package io.pilothouse.kernel.command;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a mutation comes to.
 *
 * @param reply the answer once it is durable
 * @param actor who did it
 * @param events what happened, in the words of the audit trail
 * @param changes what is so from now on
 * @param seen a node that gave a sign of life by this
 */
public record Decision(Reply reply, Principal actor, List<AuditEvent> events, List<Change> changes,
        Optional<NodeId> seen) {
    public Decision {
        events = List.copyOf(events);
        changes = List.copyOf(changes);
    }

    /** A decision with this answer and nothing else yet. */
    public static Decision reply(Reply reply, Principal actor) {
        return new Decision(reply, actor, List.of(), List.of(), Optional.empty());
    }

    /** The same decision with one more event. */
    public Decision event(AuditEvent event) {
        List<AuditEvent> more = new ArrayList<>(events);
        more.add(event);
        return new Decision(reply, actor, more, changes, seen);
    }

    /** The same decision with one more change. */
    public Decision change(Change change) {
        return changes(List.of(change));
    }

    /** The same decision with more changes. */
    public Decision changes(List<Change> further) {
        List<Change> more = new ArrayList<>(changes);
        more.addAll(further);
        return new Decision(reply, actor, events, more, seen);
    }

    /** The same decision, which is a sign of life of a node too. */
    public Decision seen(NodeId node) {
        return new Decision(reply, actor, events, changes, Optional.of(node));
    }
}
