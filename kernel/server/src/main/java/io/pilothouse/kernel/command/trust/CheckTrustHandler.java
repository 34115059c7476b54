package io.pilothouse.kernel.command.trust;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.command.CheckTrust;
import io.pilothouse.protocol.command.CommandType;

/**
 * {@code check_trust}, open to everybody: whether the node lets the peer see it, or both are live and share a network. Never
 * refused.
 */
public final class CheckTrustHandler implements Query<CheckTrust> {
    @Override
    public CommandType<CheckTrust, ?> type() {
        return CheckTrust.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public CheckTrust.Ok answer(CheckTrust command, Context context) {
        StateView state = context.state();
        return new CheckTrust.Ok(state.consents(command.node(), command.peer())
                || state.node(command.node()).isPresent() && state.node(command.peer()).isPresent()
                        && state.shareNetwork(command.node(), command.peer()));
    }
}
