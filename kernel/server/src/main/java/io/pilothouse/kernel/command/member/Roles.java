package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Gives members roles that nobody promoted them to: those that wait for their identity, and those of directories and
 * blueprints. A network has one owner: who becomes it makes the one before an admin ({@code blueprint.md} 10.7).
 */
public final class Roles {
    private Roles() {}

    /**
     * The members with roles where they had none, as the enterprise features begin; the first of them owns the network if
     * nobody does. Only those that change.
     */
    public static List<Membership> appointed(Collection<Membership> members) {
        boolean owned = members.stream().anyMatch(member -> member.role() == Role.OWNER);
        List<Membership> appointed = new ArrayList<>();
        for (Membership member : members) {
            if (member.role() == null) {
                appointed.add(member.withRole(owned ? Role.MEMBER : Role.OWNER));
                owned = true;
            }
        }
        return appointed;
    }

    /** The members without their roles, as the enterprise features end. Only those that change. */
    public static List<Membership> dropped(Collection<Membership> members) {
        return members.stream().filter(member -> member.role() != null).map(member -> member.withRole(null)).toList();
    }

    /**
     * The decision with the role that waits for a member, if one does and differs. The owner keeps its role: a network
     * must not lose its only owner by a list.
     *
     * @param member as it is after the decision's changes so far
     */
    public static Decision preAssigned(Decision decision, StateView state, Membership member, String externalId) {
        Optional<Role> role = PreAssignment.roleFor(externalId, state.preAssignments(member.network()))
                .filter(found -> found != member.role() && member.role() != Role.OWNER);
        return role.isEmpty()
                ? decision
                : given(decision, state, member, role.get()).event(preAssigned(member, externalId, role.get()));
    }

    /** Whether the role that waits for an identity is less than what a member has. */
    public static boolean lowers(StateView state, Membership member, String externalId) {
        return PreAssignment.roleFor(externalId, state.preAssignments(member.network()))
                .filter(found -> member.role() != null && found.compareTo(member.role()) > 0).isPresent();
    }

    /** The decision with another role for a member; making it the owner ends the ownership of others. */
    private static Decision given(Decision decision, StateView state, Membership member, Role role) {
        Decision result = decision;
        if (role == Role.OWNER) {
            for (Membership owner : owners(state.members(member.network()).toList(), member.node())) {
                result = result.change(new Change.MemberPut(owner.withRole(Role.ADMIN)))
                        .event(transferred(owner.node(), member));
            }
        }
        return result.change(new Change.MemberPut(member.withRole(role)));
    }

    /** The members that own their network, except one node. */
    public static List<Membership> owners(Collection<Membership> members, NodeId except) {
        return members.stream().filter(other -> other.role() == Role.OWNER && !other.node().equals(except)).toList();
    }

    /**
     * That a member takes over from an owner.
     *
     * @param successor as it is before
     */
    public static AuditEvent transferred(NodeId oldOwner, Membership successor) {
        return AuditEvent.of("network.ownership_transferred").and("network_id", successor.network())
                .and("old_owner", oldOwner).and("new_owner", successor.node())
                .and("new_owner_old_role", name(successor));
    }

    /** The event of a role that waited. */
    public static AuditEvent preAssigned(Membership member, String externalId, Role role) {
        return AuditEvent.of("member.role_preassigned").and("network_id", member.network())
                .and("node_id", member.node())
                .and("external_id", externalId).and("old_role", name(member)).and("new_role", role);
    }

    /** The role of a member as events tell it, empty while roles are dropped. */
    public static String name(Membership member) {
        return member.roleIfAny().map(Role::toString).orElse("");
    }
}
