package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PromoteMember;

/** {@code promote_member}: ROLE(owner), enterprise networks only. */
public final class PromoteMemberHandler implements Mutation<PromoteMember> {
    @Override
    public CommandType<PromoteMember, ?> type() {
        return PromoteMember.TYPE;
    }

    @Override
    public Decision decide(PromoteMember command, Context context) {
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER);
        context.enterprise(command.network());
        Membership target = Members.withRole(context.state(), command.network(), command.target());
        switch (target.role()) {
            case OWNER -> throw new Refusal(Refusal.Code.CONFLICT, "cannot promote the owner");
            case ADMIN -> throw new Refusal(Refusal.Code.CONFLICT,
                    "node " + target.node() + " is already an admin");
            case MEMBER -> {
                // The one role from which there is a way up.
            }
        }
        return Decision
                .reply(new PromoteMember.Ok(target.network(), target.node(), Role.ADMIN.toString()), actor)
                .change(new Change.MemberPut(target.withRole(Role.ADMIN)))
                .event(AuditEvent.of("member.promoted").and("target_node_id", target.node())
                        .and("network_id", target.network()).and("old_role", target.role())
                        .and("new_role", Role.ADMIN));
    }
}
