package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.KickMember;

/** {@code kick_member}: ROLE(owner, admin), enterprise networks only. The member may be offline. */
public final class KickMemberHandler implements Mutation<KickMember> {
    @Override
    public CommandType<KickMember, ?> type() {
        return KickMember.TYPE;
    }

    @Override
    public Decision decide(KickMember command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot kick from the backbone network");
        }
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER, Role.ADMIN);
        context.enterprise(command.network());
        Membership target = Members.any(context.state(), command.network(), command.target());
        if (target.role() == Role.OWNER) {
            throw new Refusal(Refusal.Code.CONFLICT, "cannot kick the network owner");
        }
        return Decision.reply(new KickMember.Ok(target.network(), target.node()), actor)
                .changes(Departure.fromNetwork(context.state(), target.node(), target.network()))
                .event(AuditEvent.of("member.kicked").and("target_node_id", target.node())
                        .and("network_id", target.network())
                        .and("role", target.roleIfAny().map(Role::toString).orElse("")));
    }
}
