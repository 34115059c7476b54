package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.List;
import java.util.Optional;

/**
 * One node in one network other than the backbone. It survives reaping.
 *
 * @param network the network
 * @param node the member
 * @param order position among the members: a number that grows with every joining
 * @param role what it may do; null while the network's roles are dropped
 * @param tags labels that administrators gave it in this network
 * @param joined when it joined, milliseconds since 1970 UTC
 * @param admittedBy who invited or admitted it; {@link NodeId#NONE} when it came by itself or by a token
 */
public record Membership(NetworkId network, NodeId node, long order, Role role, List<String> tags, long joined,
        NodeId admittedBy) {
    public Membership {
        tags = tags == null ? List.of() : List.copyOf(tags);
        admittedBy = admittedBy == null ? NodeId.NONE : admittedBy;
    }

    /** What it may do, unless the network's roles are dropped. */
    public Optional<Role> roleIfAny() {
        return Optional.ofNullable(role);
    }

    /** The same membership with another role; null drops it. */
    public Membership withRole(Role other) {
        return new Membership(network, node, order, other, tags, joined, admittedBy);
    }

    /** The same membership with other labels. */
    public Membership withTags(List<String> other) {
        return new Membership(network, node, order, role, other, joined, admittedBy);
    }
}
