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
import io.pilothouse.protocol.command.DemoteMember;

/** {@code demote_member}: ROLE(owner), enterprise networks only. */
public final class DemoteMemberHandler implements Mutation<DemoteMember> {
    @Override
    public CommandType<DemoteMember, ?> type() {
        return DemoteMember.TYPE;
    }

    @Override
    public Decision decide(DemoteMember command, Context context) {
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER);
        context.enterprise(command.network());
        Membership target = Members.withRole(context.state(), command.network(), command.target());
        switch (target.role()) {
            case OWNER -> throw new Refusal(Refusal.Code.CONFLICT, "cannot demote the owner");
            case MEMBER -> throw new Refusal(Refusal.Code.CONFLICT,
                    "node " + target.node() + " is already a member");
            case ADMIN -> {
                // The one role from which there is a way down.
            }
        }
        return Decision
                .reply(new DemoteMember.Ok(target.network(), target.node(), Role.MEMBER.toString()), actor)
                .change(new Change.MemberPut(target.withRole(Role.MEMBER)))
                .event(AuditEvent.of("member.demoted").and("target_node_id", target.node())
                        .and("network_id", target.network()).and("old_role", target.role())
                        .and("new_role", Role.MEMBER));
    }
}
