package io.pilothouse.kernel.command.trust;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.HandshakeResponse;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.RespondHandshake;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code respond_handshake}: SIG(node). Accepting lets the peer see the node; whether the node may see the peer is the peer's
 * own consent, given when it asked. So an answer that nobody asked for gives away only the answerer. Rejecting ends the
 * consent that came with the asking, unless the node trusts the peer already: a later rejection does not end a trust
 * ({@code commands-core.md}, respond_handshake and Part IV 4).
 */
public final class RespondHandshakeHandler implements Mutation<RespondHandshake> {
    @Override
    public CommandType<RespondHandshake, ?> type() {
        return RespondHandshake.TYPE;
    }

    @Override
    public Decision decide(RespondHandshake command, Context context) {
        Node node = context.node(command.node());
        Node peer = context.node(command.peer());
        Principal actor = HandshakeProof.of(node, context, "handshake response");
        Decision decision = Decision.reply(new RespondHandshake.Ok(command.accept(), peer.id()), actor)
                .changes(consents(node, peer, command.accept(), context))
                .change(new Change.HandshakesPut(peer.id(), withResponse(node, peer, command.accept(), context)))
                .event(AuditEvent.of("handshake.responded").and("node_id", node.id()).and("peer_id", peer.id())
                        .and("accept", command.accept()));
        boolean trusts = command.accept() && !node.id().equals(peer.id())
                && !context.state().consents(node.id(), peer.id());
        return trusts ? decision.event(ReportTrustHandler.created(node, peer)) : decision;
    }

    private static List<Change> consents(Node node, Node peer, boolean accept, Context context) {
        Consent own = new Consent(node.id(), peer.id());
        if (node.id().equals(peer.id())) {
            return List.of();
        }
        if (accept) {
            return List.of(new Change.ConsentPut(own));
        }
        boolean asked = context.state().consents(peer.id(), node.id());
        boolean trusts = context.state().consents(node.id(), peer.id());
        return asked && !trusts ? List.of(new Change.ConsentRemoved(own.reversed())) : List.of();
    }

    /** The peer's inbox with this answer; a full one loses its oldest answer, so that nobody can block an inbox. */
    private static HandshakeInbox withResponse(Node node, Node peer, boolean accept, Context context) {
        HandshakeInbox inbox = context.state().handshakes(peer.id());
        List<HandshakeResponse> responses = new ArrayList<>(inbox.responses());
        responses.add(new HandshakeResponse(node.id(), accept, context.now()));
        int surplus = Math.max(0, responses.size() - HandshakeInbox.CAPACITY);
        return new HandshakeInbox(inbox.requests(), responses.subList(surplus, responses.size()));
    }
}
