package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Lookup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code lookup}, open to everybody. The external id is withheld: no client uses it ({@code commands-core.md} Part IV 11).
 */
public final class LookupHandler implements Query<Lookup> {
    private final BeaconTable beacons;

    public LookupHandler(BeaconTable beacons) {
        this.beacons = beacons;
    }

    @Override
    public CommandType<Lookup, ?> type() {
        return Lookup.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public Lookup.Ok answer(Lookup command, Context context) {
        Node node = context.node(command.node());
        Whereabouts shown = Whereabouts.of(node, beacons, context.now());
        return new Lookup.Ok(node.id(), NodeAddress.backbone(node.id()).toString(),
                context.state().networksOf(node.id()), node.publicKey().map(PublicKey::base64).orElse(""),
                node.isPublic(), OptionalLong.of(node.poloScore()), node.nameText(), node.tags(), node.taskExec(),
                node.isPublic() ? Optional.of(shown.realAddress()) : Optional.empty(),
                node.isPublic() ? shown.endpoints() : List.of(), "", node.version(), OptionalLong.empty(),
                OptionalLong.empty(), node.relayOnly(), Optional.empty());
    }
}
