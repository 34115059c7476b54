package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Departure;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Deregister;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.Reply;
import java.util.Optional;

/**
 * {@code deregister}: SIG(node)|ADMIN. The node leaves its networks, its invitations and its name; its key, the metadata of
 * the key and its consents stay, so that saying good-bye clears neither an expiry nor what others may see.
 */
public final class DeregisterHandler implements Mutation<Deregister> {
    @Override
    public CommandType<Deregister, ?> type() {
        return Deregister.TYPE;
    }

    @Override
    public Optional<Reply> answerWithoutChange(Deregister command, Context context) {
        return context.state().node(command.node()).isPresent() ? Optional.empty() : Optional.of(new EmptyReply());
    }

    @Override
    public Decision decide(Deregister command, Context context) {
        StateView state = context.state();
        Optional<Node> found = state.node(command.node());
        if (found.isEmpty()) {
            // Another request was faster.
            return Decision.reply(new EmptyReply(), new Principal.Anonymous());
        }
        Node node = found.get();
        Principal actor = context.signedOrAdmin(node);
        Decision decision = Decision.reply(new EmptyReply(), actor).event(AuditEvent.of("node.deregistered")
                .and("node_id", node.id()).and("networks", state.networksOf(node.id()).size()));
        for (AuditEvent lost : Departure.ownersLost(state, node.id())) {
            decision = decision.event(lost);
        }
        return decision.changes(Departure.fromAllNetworks(state, node.id())).change(
                new Change.NodePut(node.with(edit -> edit.standing(Standing.DEREGISTERED).hostname(null))));
    }
}
