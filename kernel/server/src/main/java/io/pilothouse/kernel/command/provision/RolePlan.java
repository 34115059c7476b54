package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.blueprint.DirectAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles that a blueprint gives to present members; afterwards there is one owner if there was one or one is named. */
final class RolePlan {
    private final StateView state;
    private final Network network;
    private final Map<NodeId, Membership> members;
    private final List<AuditEvent> events = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * A plan.
     *
     * @param members as they are after the steps before; are changed
     */
    RolePlan(StateView state, Network network, Map<NodeId, Membership> members) {
        this.state = state;
        this.network = network;
        this.members = members;
    }

    List<AuditEvent> events() {
        return events;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Present members get the role that would wait for them; the first that fits counts. */
    void preAssigned(List<PreAssignment> roles) {
        for (Membership member : List.copyOf(members.values())) {
            String identity = state.identity(member.node()).map(Node::externalId).orElse("");
            Optional<Role> role = identity.isEmpty()
                    ? Optional.empty()
                    : roles.stream().filter(one -> one.isFor(identity)).map(PreAssignment::role).findFirst();
            // Somebody before may have become the owner in this one's place.
            Membership now = members.get(member.node());
            if (role.isEmpty() || role.get() == now.role()) {
                continue;
            }
            if (now.role() == Role.OWNER) {
                warnings.add("node " + now.node() + " (" + identity + ") stays owner: a network does not lose its"
                        + " owner by a list");
                continue;
            }
            if (role.get() == Role.OWNER) {
                handOver(now);
            }
            members.put(now.node(), now.withRole(role.get()));
            events.add(
                    AuditEvent.of("member.role_preassigned").and("network_id", network.id()).and("node_id", now.node())
                            .and("external_id", identity).and("old_role", text(now)).and("new_role", role.get()));
        }
    }

    private void handOver(Membership successor) {
        for (Membership owner : List.copyOf(members.values())) {
            if (owner.role() == Role.OWNER) {
                members.put(owner.node(), owner.withRole(Role.ADMIN));
                events.add(AuditEvent.of("network.ownership_transferred").and("network_id", network.id())
                        .and("old_owner", owner.node()).and("new_owner", successor.node())
                        .and("new_owner_old_role", text(successor)));
            }
        }
    }

    /** Roles of nodes that must be members already. */
    void direct(List<DirectAssignment> roles) {
        if (!network.enterprise()) {
            throw new Refusal(Refusal.Code.FORBIDDEN,
                    "provision network: enterprise feature: roles of nodes require the enterprise flag");
        }
        List<NodeId> strangers = roles.stream().map(DirectAssignment::node).filter(node -> !members.containsKey(node))
                .toList();
        if (!strangers.isEmpty()) {
            throw new Refusal(Refusal.Code.NOT_FOUND, "provision network: roles name " + (strangers.size() == 1
                    ? "node " + strangers.getFirst() + ", which is not a member"
                    : "nodes " + strangers + ", each of which is not a member") + " of " + network.name());
        }
        for (DirectAssignment role : roles) {
            Membership member = members.get(role.node());
            if (member.role() == Role.OWNER) {
                throw new Refusal(Refusal.Code.CONFLICT, "provision network: cannot change the role of node "
                        + member.node() + ", the owner: ownership must be transferred first");
            }
            if (member.role() != role.role()) {
                members.put(member.node(), member.withRole(role.role()));
                events.add(AuditEvent.of("member.role_assigned").and("network_id", network.id())
                        .and("node_id", member.node()).and("old_role", text(member)).and("new_role", role.role()));
            }
        }
    }

    private static String text(Membership member) {
        return member.roleIfAny().map(Role::toString).orElse("");
    }
}
