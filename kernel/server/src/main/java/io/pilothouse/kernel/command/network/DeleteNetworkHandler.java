package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Departure;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.DeleteNetwork;

/** {@code delete_network}: ROLE(owner). The number is not handed out again. */
public final class DeleteNetworkHandler implements Mutation<DeleteNetwork> {
    @Override
    public CommandType<DeleteNetwork, ?> type() {
        return DeleteNetwork.TYPE;
    }

    @Override
    public Decision decide(DeleteNetwork command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot delete the backbone network");
        }
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER);
        Network network = context.network(command.network());
        return Decision.reply(new DeleteNetwork.Ok(network.id()), actor)
                .changes(Departure.ofNetwork(context.state(), network.id()))
                .event(AuditEvent.of("network.deleted").and("network_id", network.id()).and("name", network.name())
                        .and("members", context.state().memberCount(network.id()))
                        .and("enterprise", network.enterprise()));
    }
}
