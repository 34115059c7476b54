package io.pilothouse.kernel.command.trust;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.ReportTrust;

/**
 * {@code report_trust}: SIG(node). The node lets the peer see it; nothing is decided for the peer ({@code commands-core.md}
 * Part IV 4). Audited also when it was so before, as R1 does.
 */
public final class ReportTrustHandler implements Mutation<ReportTrust> {
    @Override
    public CommandType<ReportTrust, ?> type() {
        return ReportTrust.TYPE;
    }

    @Override
    public Decision decide(ReportTrust command, Context context) {
        Node node = context.node(command.node());
        Node peer = context.node(command.peer());
        Principal actor = context.signed(node);
        if (node.id().equals(peer.id())) {
            throw new Refusal(Refusal.Code.INVALID, "invalid peer_id: a node cannot report trust in itself");
        }
        return Decision.reply(new EmptyReply(), actor).change(new Change.ConsentPut(new Consent(node.id(), peer.id())))
                .event(created(node, peer));
    }

    /** That the node trusts the peer from now on. */
    static AuditEvent created(Node node, Node peer) {
        return AuditEvent.of("trust.created").and("node_a", node.id()).and("node_b", peer.id());
    }
}
