package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;

/** Finding members. */
final class Members {
    private Members() {}

    /** A member that has a role, or the refusal that it is none: R1 knows members by their roles. */
    static Membership withRole(StateView state, NetworkId network, NodeId node) {
        return state.membership(network, node).filter(member -> member.role() != null)
                .orElseThrow(() -> none(network, node));
    }

    /** A member with a role or without. */
    static Membership any(StateView state, NetworkId network, NodeId node) {
        return state.membership(network, node).orElseThrow(() -> none(network, node));
    }

    /** {@code node <n> is not a member of network <m>}. */
    static Refusal none(NetworkId network, NodeId node) {
        return new Refusal(Refusal.Code.NOT_FOUND, "node " + node + " is not a member of network " + network);
    }
}
