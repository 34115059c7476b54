package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.ArrayList;
import java.util.List;

/** How a node becomes a member of a network. */
public final class Admission {
    private Admission() {}

    /** Refuses when the network is full; members that were reaped count. */
    public static void checkRoom(StateView state, Network network) {
        int most = network.policy().maxMembers();
        if (most > 0 && state.memberCount(network.id()) >= most) {
            throw new Refusal(Refusal.Code.LIMIT, "network membership limit reached");
        }
    }

    /**
     * The node is the last in the order of members and has its labels back, if it was one before.
     *
     * @param admittedBy who invited it, or {@link NodeId#NONE}
     */
    public static List<Change> of(StateView state, NetworkId network, NodeId node, Role role, long now,
            NodeId admittedBy) {
        List<Change> changes = new ArrayList<>();
        List<String> tags = state.memberTags(network, node);
        changes.add(new Change.MemberPut(
                new Membership(network, node, state.nextOrder(), role, tags, now, admittedBy)));
        if (!tags.isEmpty()) {
            changes.add(new Change.TagsKept(new KeptTags(network, node, List.of())));
        }
        return changes;
    }
}
