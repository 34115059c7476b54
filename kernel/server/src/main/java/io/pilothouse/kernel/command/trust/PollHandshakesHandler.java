package io.pilothouse.kernel.command.trust;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PollHandshakes;
import io.pilothouse.protocol.command.Reply;
import java.util.List;
import java.util.Optional;

/** {@code poll_handshakes}: SIG(node). Gives both inboxes and empties them; an empty inbox costs no record. */
public final class PollHandshakesHandler implements Mutation<PollHandshakes> {
    @Override
    public CommandType<PollHandshakes, ?> type() {
        return PollHandshakes.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public Optional<Reply> answerWithoutChange(PollHandshakes command, Context context) {
        Node node = context.node(command.node());
        context.signed(node);
        return context.state().handshakes(node.id()).equals(HandshakeInbox.EMPTY)
                ? Optional.of(new PollHandshakes.Ok(List.of(), List.of()))
                : Optional.empty();
    }

    @Override
    public Decision decide(PollHandshakes command, Context context) {
        Node node = context.node(command.node());
        Principal actor = context.signed(node);
        HandshakeInbox inbox = context.state().handshakes(node.id());
        PollHandshakes.Ok reply = new PollHandshakes.Ok(
                inbox.requests().stream()
                        .map(request -> new PollHandshakes.Asked(request.from(), request.publicKey(),
                                request.justification(), WireTime.seconds(request.time())))
                        .toList(),
                inbox.responses().stream().map(response -> new PollHandshakes.Answered(response.from(),
                        response.accept(), WireTime.seconds(response.time()))).toList());
        Decision decision = Decision.reply(reply, actor);
        return inbox.equals(HandshakeInbox.EMPTY)
                ? decision
                : decision.change(new Change.HandshakesPut(node.id(), HandshakeInbox.EMPTY));
    }
}
