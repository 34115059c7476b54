package io.pilothouse.kernel.command;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.EmptyReply;
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
 * @param refusal the answer instead of the reply, for a "no" that the audit trail must show
 */
public record Decision(Reply reply, Principal actor, List<AuditEvent> events, List<Change> changes,
        Optional<NodeId> seen, Optional<Refusal> refusal) {
    public Decision {
        events = List.copyOf(events);
        changes = List.copyOf(changes);
    }

    /** A decision with this answer and nothing else yet. */
    public static Decision reply(Reply reply, Principal actor) {
        return new Decision(reply, actor, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * A "no" that is recorded: what follows is made durable, then the caller is refused. Only for denials that happen in
     * bounded number, because everybody can cause them.
     */
    public static Decision refuse(Refusal refusal, Principal actor) {
        return new Decision(new EmptyReply(), actor, List.of(), List.of(), Optional.empty(), Optional.of(refusal));
    }

    /** The same decision with one more event. */
    public Decision event(AuditEvent event) {
        List<AuditEvent> more = new ArrayList<>(events);
        more.add(event);
        return new Decision(reply, actor, more, changes, seen, refusal);
    }

    /** The same decision with one more change. */
    public Decision change(Change change) {
        return changes(List.of(change));
    }

    /** The same decision with more changes. */
    public Decision changes(List<Change> further) {
        List<Change> more = new ArrayList<>(changes);
        more.addAll(further);
        return new Decision(reply, actor, events, more, seen, refusal);
    }

    /** The same decision, which is a sign of life of a node too. */
    public Decision seen(NodeId node) {
        return new Decision(reply, actor, events, changes, Optional.of(node), refusal);
    }
}
