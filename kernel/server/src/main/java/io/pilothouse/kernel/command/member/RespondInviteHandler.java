package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.RespondInvite;
import java.util.List;

/**
 * {@code respond_invite}: SIG(node), enterprise networks only. A message without {@code accept} is refused, because R1's
 * reading of it as a rejection loses the invitation.
 */
public final class RespondInviteHandler implements Mutation<RespondInvite> {
    @Override
    public CommandType<RespondInvite, ?> type() {
        return RespondInvite.TYPE;
    }

    @Override
    public Decision decide(RespondInvite command, Context context) {
        Network network = context.enterprise(command.network());
        Node node = context.node(command.node());
        Principal actor = context.signed(node, network.id());
        boolean accept = command.accept()
                .orElseThrow(() -> new Refusal(Refusal.Code.INVALID, "accept field is required"));
        Invite invite = pending(context, node.id(), network.id());
        List<Invite> rest = context.state().invites(node.id()).stream()
                .filter(other -> !other.network().equals(network.id())).toList();
        Decision decision = Decision.reply(new RespondInvite.Ok(accept, network.id()), actor)
                .change(new Change.InvitesPut(node.id(), rest));
        AuditEvent event = AuditEvent.of("invite.responded").and("node_id", node.id()).and("network_id", network.id())
                .and("accepted", accept);
        if (!accept) {
            return decision.event(event);
        }
        Admission.checkRoom(context.state(), network);
        if (context.state().membership(network.id(), node.id()).isPresent()) {
            throw new Refusal(Refusal.Code.CONFLICT,
                    "node " + node.id() + " is already a member of network " + network.id());
        }
        // Who follows memberships need not know how each of them came about.
        return Admission.admit(decision.event(event), context, network.id(), node, invite.inviter(),
                AuditEvent.of("network.joined").and("node_id", node.id()).and("network_id", network.id()));
    }

    private static Invite pending(Context context, NodeId node, NetworkId network) {
        Invite invite = context.state().invites(node).stream().filter(one -> one.network().equals(network)).findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND,
                        "no pending invite for node " + node + " to network " + network));
        if (invite.expiredAt(context.now())) {
            throw new Refusal(Refusal.Code.CONFLICT,
                    "invite for node " + node + " to network " + network + " has expired");
        }
        return invite;
    }
}
