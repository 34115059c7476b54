package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
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
    /** Action of an event: a role that waited has found its member. */
    public static final String PRE_ASSIGNED = "member.role_preassigned";

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

    /** The role that waits in a network for an identity; the first that fits counts. */
    public static Optional<Role> waiting(StateView state, NetworkId network, String externalId) {
        return externalId.isEmpty()
                ? Optional.empty()
                : state.preAssignments(network).stream().filter(one -> one.isFor(externalId)).map(PreAssignment::role)
                        .findFirst();
    }

    /**
     * The decision with the role that waits for a member, if one does and differs. The owner keeps its role: a network
     * must not lose its only owner by a list.
     *
     * @param member as it is after the decision's changes so far
     */
    public static Decision preAssigned(Decision decision, StateView state, Membership member, String externalId) {
        Optional<Role> role = waiting(state, member.network(), externalId)
                .filter(found -> found != member.role() && member.role() != Role.OWNER);
        return role.isEmpty()
                ? decision
                : given(decision, state, member, role.get()).event(AuditEvent.of(PRE_ASSIGNED)
                        .and("network_id", member.network()).and("node_id", member.node())
                        .and("external_id", externalId)
                        .and("old_role", member.roleIfAny().map(Role::toString).orElse(""))
                        .and("new_role", role.get()));
    }

    /** The decision with another role for a member; making it the owner ends the ownership of others. */
    public static Decision given(Decision decision, StateView state, Membership member, Role role) {
        Decision result = decision;
        if (role == Role.OWNER) {
            List<Membership> owners = state.members(member.network())
                    .filter(other -> other.role() == Role.OWNER && !other.node().equals(member.node())).toList();
            for (Membership owner : owners) {
                result = result.change(new Change.MemberPut(owner.withRole(Role.ADMIN)))
                        .event(AuditEvent.of("network.ownership_transferred").and("network_id", member.network())
                                .and("old_owner", owner.node()).and("new_owner", member.node())
                                .and("new_owner_old_role", member.roleIfAny().map(Role::toString).orElse("")));
            }
        }
        return result.change(new Change.MemberPut(member.withRole(role)));
    }
}
