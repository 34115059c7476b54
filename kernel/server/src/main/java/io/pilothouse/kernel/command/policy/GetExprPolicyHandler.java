package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetExprPolicy;

/** {@code get_expr_policy}, open to everybody: daemons fetch it without a signature. */
public final class GetExprPolicyHandler implements Query<GetExprPolicy> {
    @Override
    public CommandType<GetExprPolicy, ?> type() {
        return GetExprPolicy.TYPE;
    }

    @Override
    public GetExprPolicy.Ok answer(GetExprPolicy command, Context context) {
        Network network = context.network(command.network());
        return new GetExprPolicy.Ok(network.id(), network.exprPolicy());
    }
}
