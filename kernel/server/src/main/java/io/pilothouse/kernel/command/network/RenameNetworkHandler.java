package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.RenameNetwork;

/** {@code rename_network}: ROLE(owner, admin). */
public final class RenameNetworkHandler implements Mutation<RenameNetwork> {
    @Override
    public CommandType<RenameNetwork, ?> type() {
        return RenameNetwork.TYPE;
    }

    @Override
    public Decision decide(RenameNetwork command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot rename the backbone network");
        }
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER, Role.ADMIN);
        NetworkName name = Names.parse(command.name());
        Network network = context.network(command.network());
        Names.checkFree(context.state(), name, network.id());
        return Decision.reply(new RenameNetwork.Ok(network.id(), name.text()), actor)
                .change(new Change.NetworkPut(network.renamed(name)))
                .event(AuditEvent.of("network.renamed").and("network_id", network.id())
                        .and("old_name", network.name()).and("new_name", name));
    }
}
