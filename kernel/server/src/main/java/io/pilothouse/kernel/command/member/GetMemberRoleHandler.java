package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetMemberRole;

/** {@code get_member_role}, open to everybody. */
public final class GetMemberRoleHandler implements Query<GetMemberRole> {
    @Override
    public CommandType<GetMemberRole, ?> type() {
        return GetMemberRole.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public GetMemberRole.Ok answer(GetMemberRole command, Context context) {
        context.network(command.network());
        Membership member = Members.withRole(context.state(), command.network(), command.target());
        return new GetMemberRole.Ok(member.network(), member.node(), member.role().toString());
    }
}
