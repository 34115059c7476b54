package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ResolveHostname;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code resolve_hostname}, open to everybody. The requester is believed without a signature, because R1 clients send none:
 * whoever claims to be a node learns which id has a name, and nothing of where it is. A hidden name and a missing one get the
 * same refusal.
 */
public final class ResolveHostnameHandler implements Query<ResolveHostname> {
    @Override
    public CommandType<ResolveHostname, ?> type() {
        return ResolveHostname.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public ResolveHostname.Ok answer(ResolveHostname command, Context context) {
        if (command.hostname().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "hostname required");
        }
        Node node = named(command.hostname(), context).filter(found -> shown(found, command.requester(), context))
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND,
                        "hostname " + Quoted.text(command.hostname()) + " not found"));
        return new ResolveHostname.Ok(node.id(), NodeAddress.backbone(node.id()).toString(), node.isPublic(),
                node.nameText(), OptionalLong.empty());
    }

    private static Optional<Node> named(String text, Context context) {
        try {
            return context.state().identityOf(new Hostname(text)).filter(Node::live);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static boolean shown(Node node, NodeId requester, Context context) {
        return node.isPublic() || context.state().node(requester).isPresent()
                && (requester.equals(node.id()) || context.state().maySee(requester, node));
    }
}
