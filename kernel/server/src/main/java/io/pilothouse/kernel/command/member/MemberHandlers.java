package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class MemberHandlers {
    private MemberHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers() {
        return List.of(new InviteToNetworkHandler(), new PollInvitesHandler(), new RespondInviteHandler(),
                new KickMemberHandler(), new PromoteMemberHandler(), new DemoteMemberHandler(),
                new TransferOwnershipHandler(), new GetMemberRoleHandler(), new SetMemberTagsHandler(),
                new GetMemberTagsHandler());
    }
}
