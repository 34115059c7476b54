package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.KeptAdmission;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of the record of who let in whom when members come and go: a node that leaves is remembered while somebody hangs
 * on it, and forgotten with the last one, up to the next that is needed. So no more is kept than leads from a member to its
 * origin, but for two who let in each other by turns and both left; there are never more than one for each node and network.
 *
 * <p>Threads: one, for one decision.
 */
public final class Lineage {
    private final StateView state;
    private final NetworkId network;
    /** How many came by a node, as this decision will have it. */
    private final Map<NodeId, Integer> admittees = new HashMap<>();
    /** By whom the gone came, as this decision will have it; nobody if that is forgotten. */
    private final Map<NodeId, NodeId> kept = new LinkedHashMap<>();

    private Lineage(StateView state, NetworkId network) {
        this.state = state;
        this.network = network;
    }

    /** What else changes when these members leave a network and these nodes, which are no members, join it. */
    public static List<Change> changes(StateView state, NetworkId network, Collection<NodeId> leaving,
            Collection<NodeId> joining) {
        Lineage lineage = new Lineage(state, network);
        leaving.forEach(node -> state.membership(network, node).ifPresent(lineage::leaves));
        joining.forEach(lineage::forget);
        List<Change> changes = new ArrayList<>();
        lineage.kept.forEach((node, admittedBy) -> {
            if (!admittedBy.equals(state.keptAdmission(network, node))) {
                changes.add(new Change.AdmissionKept(new KeptAdmission(network, node, admittedBy)));
            }
        });
        return changes;
    }

    private void leaves(Membership member) {
        if (admittees(member.node()) > 0 && !member.admittedBy().none()) {
            kept.put(member.node(), member.admittedBy());
        } else {
            release(member.admittedBy());
        }
    }

    /** One fewer hangs on a node; if it was the last one and the node is gone, one fewer on who had let that in. */
    private void release(NodeId inviter) {
        NodeId node = inviter;
        while (!node.none()) {
            int left = admittees(node) - 1;
            admittees.put(node, left);
            NodeId above = keptAdmission(node);
            if (left > 0 || above.none()) {
                return;
            }
            kept.put(node, NodeId.NONE);
            node = above;
        }
    }

    private void forget(NodeId node) {
        NodeId admittedBy = keptAdmission(node);
        if (!admittedBy.none()) {
            kept.put(node, NodeId.NONE);
            release(admittedBy);
        }
    }

    private int admittees(NodeId node) {
        return admittees.computeIfAbsent(node, unknown -> state.admittees(network, unknown));
    }

    private NodeId keptAdmission(NodeId node) {
        NodeId decided = kept.get(node);
        return decided == null ? state.keptAdmission(network, node) : decided;
    }
}
