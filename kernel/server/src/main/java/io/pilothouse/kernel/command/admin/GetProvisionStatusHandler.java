package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetProvisionStatus;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** {@code get_provision_status}: ADMIN. All networks but the backbone, or the one that is asked for. */
public final class GetProvisionStatusHandler implements Query<GetProvisionStatus> {
    @Override
    public CommandType<GetProvisionStatus, ?> type() {
        return GetProvisionStatus.TYPE;
    }

    @Override
    public GetProvisionStatus.Ok answer(GetProvisionStatus command, Context context) {
        context.admin();
        Stream<Network> networks = command.network().backbone()
                ? context.state().networks().filter(network -> !network.id().backbone())
                : Stream.of(context.network(command.network()));
        return new GetProvisionStatus.Ok(networks.sorted(Comparator.comparing(Network::id))
                .map(network -> status(network, context)).toList(),
                type(context, Integration.Kind.IDENTITY_PROVIDER), type(context, Integration.Kind.AUDIT_EXPORT),
                !type(context, Integration.Kind.WEBHOOK).isEmpty());
    }

    private static GetProvisionStatus.Network status(Network network, Context context) {
        NetworkPolicy policy = network.policy();
        return new GetProvisionStatus.Network(network.id(), network.name().text(), network.enterprise(),
                context.state().memberCount(network.id()), network.joinRule().toString(),
                policy.maxMembers() > 0 ? OptionalLong.of(policy.maxMembers()) : OptionalLong.empty(),
                policy.allowedPorts(), DirectoryStatusHandler.preAssignments(context.state(), network),
                policy.description(), !network.exprPolicy().isEmpty(),
                owner(network, context));
    }

    private static String type(Context context, Integration.Kind kind) {
        return Integrations.global(context.state(), kind).map(Integration::type).orElse("");
    }

    private static NodeId owner(Network network, Context context) {
        return context.state().members(network.id()).filter(member -> member.role() == Role.OWNER).findFirst()
                .map(Membership::node).orElse(NodeId.NONE);
    }
}
