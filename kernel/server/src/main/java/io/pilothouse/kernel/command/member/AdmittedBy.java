package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.model.KeptAdmission;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.KickMember;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom a node let in, and whom they let in ({@code seed-features.md} N4), also through those who left since. The owner stays,
 * with all whom it let in, and so does a member that somebody else invited again: the last invitation counts.
 */
final class AdmittedBy {
    private AdmittedBy() {}

    /** A node on its way, with its distance from the root. */
    private record Step(NodeId node, int depth) {}

    /**
     * The nodes that came by one, nearest first, then in order of joining and after them those who are gone, by number.
     *
     * @param removing whether the members among them are to leave
     */
    static List<KickMember.Admitted> tree(StateView state, NetworkId network, NodeId root, boolean removing) {
        Map<NodeId, List<Membership>> members = new HashMap<>();
        state.members(network).filter(member -> !member.admittedBy().none()).forEach(member -> members
                .computeIfAbsent(member.admittedBy(), inviter -> new ArrayList<>()).add(member));
        Map<NodeId, List<KeptAdmission>> gone = new HashMap<>();
        state.keptAdmissions(network).sorted(Comparator.comparing(KeptAdmission::node)).forEach(kept -> gone
                .computeIfAbsent(kept.admittedBy(), inviter -> new ArrayList<>()).add(kept));
        List<KickMember.Admitted> found = new ArrayList<>();
        // Who left and came back may have been let in by somebody further down.
        Set<NodeId> known = new HashSet<>(Set.of(root));
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(root, 0)));
        while (!open.isEmpty()) {
            Step step = open.removeFirst();
            int depth = step.depth() + 1;
            for (Membership member : members.getOrDefault(step.node(), List.of())) {
                if (known.add(member.node())) {
                    boolean exempt = member.role() == Role.OWNER;
                    found.add(new KickMember.Admitted(member.node(), step.node(), depth,
                            member.roleIfAny().map(Role::toString).orElse(""), removing && !exempt, false));
                    if (!exempt) {
                        open.addLast(new Step(member.node(), depth));
                    }
                }
            }
            for (KeptAdmission departed : gone.getOrDefault(step.node(), List.of())) {
                if (known.add(departed.node())) {
                    found.add(new KickMember.Admitted(departed.node(), step.node(), depth, "", false, true));
                    open.addLast(new Step(departed.node(), depth));
                }
            }
        }
        return found;
    }
}
