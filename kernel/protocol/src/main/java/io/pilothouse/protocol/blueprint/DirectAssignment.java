package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;

/**
 * A role for a node that is a member already.
 *
 * @param node the member
 * @param role {@code admin} or {@code member}; ownership changes hands by {@code transfer_ownership} only
 */
public record DirectAssignment(NodeId node, Role role) {
    public DirectAssignment {
        if (node.none() || role == Role.OWNER) {
            throw new IllegalArgumentException("a direct assignment needs a node and the role admin or member");
        }
    }
}
