package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetIdentity;

/** {@code get_identity}: ADMIN. The only command that shows an owner. */
public final class GetIdentityHandler implements Query<GetIdentity> {
    @Override
    public CommandType<GetIdentity, ?> type() {
        return GetIdentity.TYPE;
    }

    @Override
    public GetIdentity.Ok answer(GetIdentity command, Context context) {
        context.admin();
        Node node = node(command.node(), context);
        return new GetIdentity.Ok(node.id(), node.externalId(), node.owner());
    }

    /** A live node, or the refusal in the words of the identity commands. */
    static Node node(NodeId node, Context context) {
        return context.state().node(node)
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "node not found"));
    }
}
