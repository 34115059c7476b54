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
import io.pilothouse.protocol.command.RevokeTrust;
import java.util.List;
import java.util.stream.Stream;

/** {@code revoke_trust}: SIG(node). Either side ends it for both directions; the peer may be gone. */
public final class RevokeTrustHandler implements Mutation<RevokeTrust> {
    @Override
    public CommandType<RevokeTrust, ?> type() {
        return RevokeTrust.TYPE;
    }

    @Override
    public Decision decide(RevokeTrust command, Context context) {
        Node node = context.node(command.node());
        Principal actor = context.signed(node);
        Consent own = new Consent(node.id(), command.peer());
        List<Change> removed = Stream.of(own, own.reversed())
                .filter(consent -> context.state().consents(consent.from(), consent.to())).distinct()
                .<Change>map(Change.ConsentRemoved::new).toList();
        if (removed.isEmpty()) {
            throw new Refusal(Refusal.Code.NOT_FOUND,
                    "no trust pair between " + node.id() + " and " + command.peer());
        }
        return Decision.reply(new EmptyReply(), actor).changes(removed)
                .event(AuditEvent.of("trust.revoked").and("node_a", node.id()).and("node_b", command.peer()));
    }
}
