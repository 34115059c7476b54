package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
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
        return changes(state, member(state, network, node, role, now, admittedBy));
    }

    /**
     * The decision with a new member, who gets the role that waits for its identity or else is an ordinary one.
     *
     * @param event what the command tells of it; what follows from the identity is told after it
     * @param admittedBy who invited it, or {@link NodeId#NONE}
     */
    public static Decision admit(Decision decision, Context context, NetworkId network, Node node, NodeId admittedBy,
            AuditEvent event) {
        Membership member = member(context.state(), network, node.id(), Role.MEMBER, context.now(), admittedBy);
        return Roles.preAssigned(decision.changes(changes(context.state(), member)).event(event), context.state(),
                member,
                node.externalId());
    }

    private static Membership member(StateView state, NetworkId network, NodeId node, Role role, long now,
            NodeId admittedBy) {
        return new Membership(network, node, state.nextOrder(), role, state.memberTags(network, node), now, admittedBy);
    }

    private static List<Change> changes(StateView state, Membership member) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.MemberPut(member));
        if (!member.tags().isEmpty()) {
            changes.add(new Change.TagsKept(new KeptTags(member.network(), member.node(), List.of())));
        }
        // The last admission counts.
        changes.addAll(Lineage.changes(state, member.network(), List.of(), List.of(member.node())));
        return changes;
    }
}
