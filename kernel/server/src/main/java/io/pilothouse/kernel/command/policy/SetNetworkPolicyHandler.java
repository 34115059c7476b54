package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetNetworkPolicy;

/**
 * {@code set_network_policy}: ROLE(owner, admin), enterprise networks only. Beyond the fields of R1 it takes
 * {@code sealed_only}: whether commands about the network need a sealed signature or a token.
 */
public final class SetNetworkPolicyHandler implements Mutation<SetNetworkPolicy> {
    @Override
    public CommandType<SetNetworkPolicy, ?> type() {
        return SetNetworkPolicy.TYPE;
    }

    @Override
    public Decision decide(SetNetworkPolicy command, Context context) {
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER, Role.ADMIN);
        Network network = context.enterprise(command.network());
        NetworkPolicy after = PolicyFields.merge(network.policy(), command, context.state().memberCount(network.id()));
        boolean sealedOnly = command.sealedOnly().orElse(network.sealedOnly());
        if (sealedOnly != network.sealedOnly() && actor instanceof Principal.Signer signer && !signer.sealed()) {
            // The plain text leaves the values out: whoever recorded one could shut out all who know no seals.
            throw new Refusal(Refusal.Code.UNAUTHENTICATED,
                    "sealed signature required: a plain signature is not enough to change sealed_only");
        }
        Network changed = network.withPolicy(after).withSealedOnly(sealedOnly);
        return Decision
                .reply(new SetNetworkPolicy.Ok(network.id(), after.maxMembers(), after.allowedPorts(),
                        after.description(), sealedOnly), actor)
                .change(new Change.NetworkPut(changed)).event(PolicyEvents.limits(network, changed));
    }
}
