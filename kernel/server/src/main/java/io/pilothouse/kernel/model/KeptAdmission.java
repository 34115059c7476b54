package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;

/**
 * Who had let in a node that has no {@link Membership} in a network any more, while somebody hangs on it: a member that came by
 * this node, or another such node. So whoever lets others in and leaves does not take away by whom they came.
 *
 * @param network the network
 * @param node the node that is gone
 * @param admittedBy who had invited or admitted it, never {@link NodeId#NONE} while it is kept
 */
public record KeptAdmission(NetworkId network, NodeId node, NodeId admittedBy) {
    public KeptAdmission {
        admittedBy = admittedBy == null ? NodeId.NONE : admittedBy;
    }
}
