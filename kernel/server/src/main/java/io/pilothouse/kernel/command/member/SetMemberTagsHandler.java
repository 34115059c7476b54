package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetMemberTags;
import java.util.List;

/**
 * {@code set_member_tags}: ROLE(owner, admin), without the enterprise gate. As in the recorded R1 sessions, missing tags
 * clear, and the holder of the global token may label nodes in the backbone.
 */
public final class SetMemberTagsHandler implements Mutation<SetMemberTags> {
    private static final int MOST = 10;
    private static final int LONGEST = 32;

    @Override
    public CommandType<SetMemberTags, ?> type() {
        return SetMemberTags.TYPE;
    }

    @Override
    public Decision decide(SetMemberTags command, Context context) {
        NetworkId network = command.network();
        Principal actor = context.role(network, command.actor(), Role.OWNER, Role.ADMIN);
        List<String> tags = command.tags().orElse(List.of());
        check(tags);
        context.network(network);
        return Decision.reply(new SetMemberTags.Ok(network, command.target(), tags), actor)
                .change(change(context, network, command.target(), tags))
                .event(AuditEvent.of("member_tags.changed").and("network_id", network)
                        .and("target_node", command.target()).and("tags", tags)
                        .and("old_tags", context.state().memberTags(network, command.target())));
    }

    private static Change change(Context context, NetworkId network, NodeId target, List<String> tags) {
        if (!network.backbone()) {
            return new Change.MemberPut(Members.any(context.state(), network, target).withTags(tags));
        }
        if (context.state().node(target).isEmpty()) {
            throw Members.none(network, target);
        }
        return new Change.TagsKept(new KeptTags(network, target, tags));
    }

    private static void check(List<String> tags) {
        if (tags.size() > MOST) {
            throw new Refusal(Refusal.Code.LIMIT, "too many member tags (max " + MOST + ")");
        }
        for (String tag : tags) {
            if (tag.isEmpty()) {
                throw new Refusal(Refusal.Code.INVALID, "empty tag not allowed");
            }
            if (!Label.valid(tag, LONGEST)) {
                throw new Refusal(Refusal.Code.INVALID,
                        "tag " + Quoted.text(tag) + " must be lowercase alphanumeric with hyphens");
            }
        }
    }
}
