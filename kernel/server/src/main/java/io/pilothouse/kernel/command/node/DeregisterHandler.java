package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Deregister;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.Reply;
import java.util.ArrayList;
import java.util.List;
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
        List<NetworkId> networks = state.networksOf(node.id());
        Decision decision = Decision.reply(new EmptyReply(), actor)
                .event(AuditEvent.of("node.deregistered").and("node_id", node.id()).and("networks", networks.size()));
        for (NetworkId network : networks) {
            if (ownedAndShared(network, node.id(), state)) {
                decision = decision.event(AuditEvent.of("network.owner_lost").and("network_id", network)
                        .and("former_owner", node.id()));
            }
        }
        return decision.changes(changes(node, networks, state));
    }

    private static boolean ownedAndShared(NetworkId network, NodeId node, StateView state) {
        return state.membership(network, node).filter(membership -> membership.role() == Role.OWNER).isPresent()
                && state.memberCount(network) > 1;
    }

    private static List<Change> changes(Node node, List<NetworkId> networks, StateView state) {
        List<Change> changes = new ArrayList<>();
        for (NetworkId network : networks) {
            if (!network.backbone()) {
                changes.add(new Change.MemberRemoved(network, node.id()));
            }
        }
        for (NodeId invited : state.invited().toList()) {
            List<Invite> left = state.invites(invited).stream()
                    .filter(invite -> !invited.equals(node.id()) && !invite.inviter().equals(node.id())).toList();
            if (left.size() < state.invites(invited).size()) {
                changes.add(new Change.InvitesPut(invited, left));
            }
        }
        changes.add(new Change.NodePut(node.with(edit -> edit.standing(Standing.DEREGISTERED).hostname(null))));
        return changes;
    }
}
