package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Roles;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetNetworkEnterprise;
import java.util.List;

/**
 * {@code set_network_enterprise}: ADMIN. Switched off, all roles of the network are dropped; switched on, every member
 * without a role gets one. A missing flag counts as off, as the recorded R1 sessions have it.
 */
public final class SetNetworkEnterpriseHandler implements Mutation<SetNetworkEnterprise> {
    @Override
    public CommandType<SetNetworkEnterprise, ?> type() {
        return SetNetworkEnterprise.TYPE;
    }

    @Override
    public Decision decide(SetNetworkEnterprise command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot set enterprise on the backbone network");
        }
        if (!context.access().hasAdmin(context.caller())) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "set_network_enterprise requires admin token");
        }
        Principal actor = context.admin();
        Network network = context.network(command.network());
        boolean enterprise = command.enterprise().orElse(false);
        List<Membership> members = context.state().members(network.id()).toList();
        return Decision.reply(new SetNetworkEnterprise.Ok(network.id(), enterprise), actor)
                .change(new Change.NetworkPut(network.withEnterprise(enterprise)))
                .changes((enterprise ? Roles.appointed(members) : Roles.dropped(members)).stream()
                        .<Change>map(Change.MemberPut::new).toList())
                .event(AuditEvent.of("network.enterprise_changed").and("network_id", network.id())
                        .and("enterprise", enterprise).and("members", members.size()));
    }
}
