package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Punch;

/**
 * {@code punch}: SIG(requester), who must be one of the two, and the trust gate towards the other one, which R1 lacks
 * ({@code commands-core.md} Part IV 5).
 */
public final class PunchHandler implements Query<Punch> {
    private final BeaconTable beacons;

    public PunchHandler(BeaconTable beacons) {
        this.beacons = beacons;
    }

    @Override
    public CommandType<Punch, ?> type() {
        return Punch.TYPE;
    }

    @Override
    public Punch.Ok answer(Punch command, Context context) {
        if (!command.requester().equals(command.nodeA()) && !command.requester().equals(command.nodeB())) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "punch denied: requester must be participant");
        }
        Node requester = context.node(command.requester());
        context.signed(requester);
        Node nodeA = context.node(command.nodeA());
        Node nodeB = context.node(command.nodeB());
        return new Punch.Ok(nodeA.id(), address(nodeA, requester, context), nodeB.id(),
                address(nodeB, requester, context));
    }

    private String address(Node node, Node requester, Context context) {
        boolean self = node.id().equals(requester.id());
        if (!self && !context.state().maySee(requester.id(), node)) {
            throw new Refusal(Refusal.Code.FORBIDDEN,
                    "punch denied: node " + node.id() + " is private (establish mutual trust first)");
        }
        return self ? node.realAddress() : Whereabouts.of(node, beacons, context.now()).realAddress();
    }
}
