package io.pilothouse.kernel.command.trust;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.HandshakeRequest;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.RequestHandshake;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code request_handshake}: SIG(from). Who asks for trust lets the other see it from then on, so that an answer is enough to
 * make the trust mutual ({@code commands-core.md} Part IV 4); the consent outlives the poll that takes the request out of the
 * inbox. A node that asks itself gets its request and nothing else.
 */
public final class RequestHandshakeHandler implements Mutation<RequestHandshake> {
    private static final int LONGEST_JUSTIFICATION = 1024;

    @Override
    public CommandType<RequestHandshake, ?> type() {
        return RequestHandshake.TYPE;
    }

    @Override
    public Decision decide(RequestHandshake command, Context context) {
        int length = Label.utf8Length(command.justification());
        if (length > LONGEST_JUSTIFICATION) {
            throw new Refusal(Refusal.Code.INVALID,
                    "justification too large: " + length + " bytes (max " + LONGEST_JUSTIFICATION + ")");
        }
        Node from = context.node(command.from());
        Node to = context.node(command.to());
        Principal actor = HandshakeProof.of(from, context, "handshake request");
        HandshakeInbox inbox = withRequest(from, to, command.justification(), context);
        Decision decision = Decision.reply(new RequestHandshake.Ok("delivered"), actor)
                .change(new Change.HandshakesPut(to.id(), inbox))
                .event(AuditEvent.of("handshake.relayed").and("from_node_id", from.id()).and("to_node_id", to.id()));
        return from.id().equals(to.id()) || context.state().consents(from.id(), to.id())
                ? decision
                : decision.change(new Change.ConsentPut(new Consent(from.id(), to.id()), true));
    }

    private static HandshakeInbox withRequest(Node from, Node to, String justification, Context context) {
        HandshakeInbox inbox = context.state().handshakes(to.id());
        if (inbox.requests().size() >= HandshakeInbox.CAPACITY) {
            throw new Refusal(Refusal.Code.LIMIT, "handshake inbox full for node " + to.id());
        }
        if (inbox.requests().stream().anyMatch(request -> request.from().equals(from.id()))) {
            throw new Refusal(Refusal.Code.CONFLICT, "handshake request already pending from node " + from.id());
        }
        List<HandshakeRequest> requests = new ArrayList<>(inbox.requests());
        requests.add(new HandshakeRequest(from.id(), from.publicKey().map(PublicKey::base64).orElse(""), justification,
                context.now()));
        return new HandshakeInbox(requests, inbox.responses());
    }
}
