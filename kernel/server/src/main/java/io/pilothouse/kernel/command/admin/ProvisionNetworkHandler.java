package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.Unoffered;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ProvisionNetwork;

/** {@code provision_network}: ADMIN. Refused. */
public final class ProvisionNetworkHandler implements Query<ProvisionNetwork> {
    @Override
    public CommandType<ProvisionNetwork, ?> type() {
        return ProvisionNetwork.TYPE;
    }

    @Override
    public ProvisionNetwork.Ok answer(ProvisionNetwork command, Context context) {
        context.admin();
        throw Unoffered.refusal(type());
    }
}
