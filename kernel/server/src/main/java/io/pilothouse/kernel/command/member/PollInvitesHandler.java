package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PollInvites;
import io.pilothouse.protocol.command.Reply;
import java.util.List;
import java.util.Optional;

/** {@code poll_invites}: SIG(node). It consumes nothing; invitations that have expired go, which is the only change. */
public final class PollInvitesHandler implements Mutation<PollInvites> {
    @Override
    public CommandType<PollInvites, ?> type() {
        return PollInvites.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public Optional<Reply> answerWithoutChange(PollInvites command, Context context) {
        Node node = context.node(command.node());
        context.signed(node);
        List<Invite> all = context.state().invites(node.id());
        List<Invite> valid = valid(all, context.now());
        return valid.size() == all.size() ? Optional.of(reply(valid)) : Optional.empty();
    }

    @Override
    public Decision decide(PollInvites command, Context context) {
        Node node = context.node(command.node());
        Principal actor = context.signed(node);
        NodeId id = node.id();
        List<Invite> all = context.state().invites(id);
        List<Invite> valid = valid(all, context.now());
        Decision decision = Decision.reply(reply(valid), actor);
        return valid.size() == all.size()
                ? decision
                : decision.change(new Change.InvitesPut(id, valid)).event(AuditEvent.of("invite.expired_cleanup")
                        .and("node_id", id).and("expired_count", all.size() - valid.size()));
    }

    private static List<Invite> valid(List<Invite> all, long now) {
        return all.stream().filter(invite -> !invite.expiredAt(now)).toList();
    }

    private static PollInvites.Ok reply(List<Invite> invites) {
        return new PollInvites.Ok(invites.stream()
                .map(invite -> new PollInvites.Invite(invite.network(), invite.inviter(), invite.time() / 1000))
                .toList());
    }
}
