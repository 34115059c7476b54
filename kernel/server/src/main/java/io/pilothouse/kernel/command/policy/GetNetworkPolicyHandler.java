package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetNetworkPolicy;

/** {@code get_network_policy}, open to everybody: daemons ask for every network of their node without a signature. */
public final class GetNetworkPolicyHandler implements Query<GetNetworkPolicy> {
    @Override
    public CommandType<GetNetworkPolicy, ?> type() {
        return GetNetworkPolicy.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public GetNetworkPolicy.Ok answer(GetNetworkPolicy command, Context context) {
        Network network = context.network(command.network());
        NetworkPolicy policy = network.policy();
        return new GetNetworkPolicy.Ok(network.id(), policy.maxMembers(), policy.allowedPorts(),
                policy.description(), network.sealedOnly());
    }
}
