package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Resolve;
import java.util.OptionalLong;

/** {@code resolve}: SIG(requester) and the trust gate. */
public final class ResolveHandler implements Query<Resolve> {
    private final BeaconTable beacons;

    public ResolveHandler(BeaconTable beacons) {
        this.beacons = beacons;
    }

    @Override
    public CommandType<Resolve, ?> type() {
        return Resolve.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public Resolve.Ok answer(Resolve command, Context context) {
        Node requester = context.state().node(command.requester()).orElseThrow(() -> new Refusal(
                Refusal.Code.FORBIDDEN,
                "resolve denied: requester node " + command.requester() + " is not registered"));
        context.signed(requester);
        Node node = context.node(command.node());
        if (!context.state().maySee(requester.id(), node)) {
            throw new Refusal(Refusal.Code.FORBIDDEN,
                    "resolve denied: node " + node.id() + " is private (establish mutual trust first)");
        }
        Whereabouts shown = Whereabouts.of(node, beacons, context.now());
        long age = node.keyLife().ageDays(context.now());
        return new Resolve.Ok(node.id(), shown.realAddress(), node.publicKey().map(PublicKey::base64).orElse(""),
                shown.endpoints(), shown.localAddresses(), age < 0 ? OptionalLong.empty() : OptionalLong.of(age),
                node.relayOnly());
    }
}
