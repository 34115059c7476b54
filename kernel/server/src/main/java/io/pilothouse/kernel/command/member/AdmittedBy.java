package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.KickMember;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom a member let in, and whom they let in ({@code seed-features.md} N4). The owner stays, with all whom it let in, and so
 * does a member that somebody else invited again: the last invitation counts.
 */
final class AdmittedBy {
    private AdmittedBy() {}

    /** A member on its way, with its distance from the root. */
    private record Step(NodeId node, int depth) {}

    /** The members that came by one, nearest first, then in order of joining. */
    static List<KickMember.Admitted> tree(StateView state, NetworkId network, NodeId root, boolean removing) {
        Map<NodeId, List<Membership>> byInviter = new HashMap<>();
        state.members(network).filter(member -> !member.admittedBy().none())
                .forEach(member -> byInviter.computeIfAbsent(member.admittedBy(), inviter -> new ArrayList<>())
                        .add(member));
        List<KickMember.Admitted> found = new ArrayList<>();
        // Who left and came back may have been let in by somebody further down.
        Set<NodeId> known = new HashSet<>(Set.of(root));
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(root, 0)));
        while (!open.isEmpty()) {
            Step step = open.removeFirst();
            for (Membership member : byInviter.getOrDefault(step.node(), List.of())) {
                if (known.add(member.node())) {
                    boolean exempt = member.role() == Role.OWNER;
                    found.add(new KickMember.Admitted(member.node(), step.node(), step.depth() + 1,
                            member.roleIfAny().map(Role::toString).orElse(""), removing && !exempt));
                    if (!exempt) {
                        open.addLast(new Step(member.node(), step.depth() + 1));
                    }
                }
            }
        }
        return found;
    }
}
