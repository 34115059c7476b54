package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Departure;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.LeaveNetwork;
import java.util.Optional;

/** {@code leave_network}: SIG(node)|ADMIN. */
public final class LeaveNetworkHandler implements Mutation<LeaveNetwork> {
    @Override
    public CommandType<LeaveNetwork, ?> type() {
        return LeaveNetwork.TYPE;
    }

    @Override
    public Decision decide(LeaveNetwork command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot leave the backbone network");
        }
        Node node = context.registered(command.node());
        Principal actor = context.signedOrAdmin(node, command.network());
        Network network = context.network(command.network());
        Optional<Membership> membership = context.state().membership(network.id(), node.id());
        if (network.enterprise() && membership.flatMap(Membership::roleIfAny).equals(Optional.of(Role.OWNER))) {
            throw new Refusal(Refusal.Code.CONFLICT, "cannot leave network: owner must transfer ownership first");
        }
        if (membership.isEmpty()) {
            throw new Refusal(Refusal.Code.NOT_FOUND,
                    "node " + node.id() + " is not a member of network " + network.id());
        }
        return Decision.reply(new LeaveNetwork.Ok(network.id()), actor)
                .changes(Departure.fromNetwork(context.state(), node.id(), network.id()))
                .event(AuditEvent.of("network.left").and("node_id", node.id()).and("network_id", network.id()));
    }
}
