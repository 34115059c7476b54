package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetMemberTags;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code get_member_tags}, open to everybody: daemons ask for their own without a signature. Of the backbone only nodes with
 * labels are listed, because the list of all nodes is for administrators.
 */
public final class GetMemberTagsHandler implements Query<GetMemberTags> {
    @Override
    public CommandType<GetMemberTags, ?> type() {
        return GetMemberTags.TYPE;
    }

    @Override
    public GetMemberTags.Ok answer(GetMemberTags command, Context context) {
        NetworkId network = context.network(command.network()).id();
        return command.target().none()
                ? new GetMemberTags.Ok(network, NodeId.NONE, List.of(), all(context.state(), network))
                : new GetMemberTags.Ok(network, command.target(),
                        context.state().memberTags(network, command.target()), Map.of());
    }

    private static Map<NodeId, List<String>> all(StateView state, NetworkId network) {
        Map<NodeId, List<String>> members = new LinkedHashMap<>();
        if (network.backbone()) {
            state.keptTags(network).sorted(Comparator.comparing(KeptTags::node))
                    .forEach(kept -> members.put(kept.node(), kept.tags()));
        } else {
            state.members(network).forEach((Membership member) -> members.put(member.node(), member.tags()));
        }
        return members;
    }
}
