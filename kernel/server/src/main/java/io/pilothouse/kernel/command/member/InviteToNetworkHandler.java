package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.InviteToNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code invite_to_network}: SIG(inviter)|ADMIN and a role, unless a token stands in for the role. Expired invitations are
 * dropped first: they neither fill the inbox nor stand in the way of a new one.
 */
public final class InviteToNetworkHandler implements Mutation<InviteToNetwork> {
    @Override
    public CommandType<InviteToNetwork, ?> type() {
        return InviteToNetwork.TYPE;
    }

    @Override
    public Decision decide(InviteToNetwork command, Context context) {
        NodeId inviter = command.inviter();
        NodeId target = command.target();
        if (inviter.equals(target)) {
            throw new Refusal(Refusal.Code.INVALID, "cannot invite yourself");
        }
        Node sender = found(context.state(), inviter, "inviter");
        Principal actor = context.signedOrAdmin(sender, command.network());
        Network network = context.enterprise(command.network());
        checkMayInvite(context, network, inviter);
        found(context.state(), target, "target");
        if (context.state().membership(network.id(), target).isPresent()) {
            throw new Refusal(Refusal.Code.CONFLICT,
                    "node " + target + " is already a member of network " + network.id());
        }
        List<Invite> pending = context.state().invites(target).stream()
                .filter(invite -> !invite.expiredAt(context.now())).toList();
        if (pending.stream().anyMatch(invite -> invite.network().equals(network.id()))) {
            return Decision.reply(new InviteToNetwork.Ok(network.id(), target, "already_invited"), actor);
        }
        if (pending.size() >= Invite.CAPACITY) {
            throw new Refusal(Refusal.Code.LIMIT, "invite inbox full for node " + target);
        }
        List<Invite> more = new ArrayList<>(pending);
        more.add(new Invite(network.id(), inviter, context.now()));
        return Decision.reply(new InviteToNetwork.Ok(network.id(), target, ""), actor)
                .change(new Change.InvitesPut(target, more))
                .event(AuditEvent.of("invite.created").and("network_id", network.id()).and("inviter_id", inviter)
                        .and("target_node_id", target));
    }

    private static void checkMayInvite(Context context, Network network, NodeId inviter) {
        NetworkId id = network.id();
        if (network.joinRule() != JoinRule.INVITE) {
            throw new Refusal(Refusal.Code.CONFLICT,
                    "network " + id + " is not invite-only (rule: " + network.joinRule() + ")");
        }
        AccessRules access = context.access();
        if (access.hasAdmin(context.caller()) || access.hasNetworkToken(context.caller(), network)) {
            return;
        }
        Membership membership = context.state().membership(id, inviter)
                .orElseThrow(() -> new Refusal(Refusal.Code.FORBIDDEN,
                        "inviter " + inviter + " is not a member of network " + id));
        if (membership.role() != Role.OWNER && membership.role() != Role.ADMIN) {
            String role = membership.roleIfAny().map(Role::toString).orElse("");
            throw new Refusal(Refusal.Code.FORBIDDEN, "rbac: inviter " + inviter + " has role " + Quoted.text(role)
                    + ", requires owner or admin");
        }
    }

    private static Node found(StateView state, NodeId node, String as) {
        return state.node(node).orElseThrow(
                () -> new Refusal(Refusal.Code.NOT_FOUND, as + " node " + node + ": node not found"));
    }
}
