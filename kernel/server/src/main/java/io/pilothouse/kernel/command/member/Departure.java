package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What goes with a node that leaves a network, and with a network that goes ({@code commands-enterprise.md} 2.3, 4.3, 13).
 * The labels that administrators gave to a member are kept for its return, and who had let it in for those whom it let in.
 */
public final class Departure {
    private Departure() {}

    /** A node leaves or is removed from one network: so do its invitations to it and those that it sent for it. */
    public static List<Change> fromNetwork(StateView state, NodeId node, NetworkId network) {
        return fromNetwork(state, List.of(node), network);
    }

    /** Several nodes leave or are removed from one network at once. */
    public static List<Change> fromNetwork(StateView state, Collection<NodeId> nodes, NetworkId network) {
        Set<NodeId> leaving = Set.copyOf(nodes);
        List<Change> changes = new ArrayList<>();
        nodes.forEach(node -> state.membership(network, node).ifPresent(membership -> end(membership, changes)));
        changes.addAll(Lineage.changes(state, network, nodes, List.of()));
        changes.addAll(withoutInvites(state, (target, invite) -> invite.network().equals(network)
                && (leaving.contains(target) || leaving.contains(invite.inviter()))));
        return changes;
    }

    /** A node leaves all networks, as by deregister: so do all invitations that it has and all that it sent. */
    public static List<Change> fromAllNetworks(StateView state, NodeId node) {
        List<Change> changes = new ArrayList<>();
        for (NetworkId network : state.networksOf(node)) {
            state.membership(network, node).ifPresent(membership -> end(membership, changes));
            changes.addAll(Lineage.changes(state, network, List.of(node), List.of()));
        }
        changes.addAll(
                withoutInvites(state, (target, invite) -> target.equals(node) || invite.inviter().equals(node)));
        return changes;
    }

    /** A network goes, and all invitations to it. */
    public static List<Change> ofNetwork(StateView state, NetworkId network) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.NetworkRemoved(network));
        changes.addAll(withoutInvites(state, (target, invite) -> invite.network().equals(network)));
        return changes;
    }

    /** {@code network.owner_lost} for every network that a node which leaves all networks owned and in which others remain. */
    public static List<AuditEvent> ownersLost(StateView state, NodeId node) {
        List<AuditEvent> events = new ArrayList<>();
        for (NetworkId network : state.networksOf(node)) {
            Optional<Role> role = state.membership(network, node).flatMap(Membership::roleIfAny);
            if (role.equals(Optional.of(Role.OWNER)) && state.memberCount(network) > 1) {
                events.add(AuditEvent.of("network.owner_lost").and("network_id", network).and("former_owner", node));
            }
        }
        return events;
    }

    private static void end(Membership membership, List<Change> changes) {
        changes.add(new Change.MemberRemoved(membership.network(), membership.node()));
        if (!membership.tags().isEmpty()) {
            changes.add(new Change.TagsKept(
                    new KeptTags(membership.network(), membership.node(), membership.tags())));
        }
    }

    /** Each inbox at most once: a change replaces it whole. */
    private static List<Change> withoutInvites(StateView state, BiPredicate<NodeId, Invite> gone) {
        List<Change> changes = new ArrayList<>();
        if (state.pendingInvites() == 0) {
            return changes;
        }
        state.invited().sorted().forEach(target -> {
            List<Invite> before = state.invites(target);
            List<Invite> after = before.stream().filter(invite -> !gone.test(target, invite)).toList();
            if (after.size() < before.size()) {
                changes.add(new Change.InvitesPut(target, after));
            }
        });
        return changes;
    }
}
