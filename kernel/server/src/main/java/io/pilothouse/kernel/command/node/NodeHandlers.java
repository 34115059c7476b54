package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.PublicKey;
import java.util.List;
import java.util.function.Predicate;

/** The handlers of this room. */
public final class NodeHandlers {
    private NodeHandlers() {}

    /**
     * All of them.
     *
     * @param acceptable whether a key may be registered
     * @param beacons the beacons that stand in for nodes that are reached through one only
     */
    public static List<Handler<?>> handlers(KernelPolicy policy, Predicate<PublicKey> acceptable,
            BeaconTable beacons) {
        return List.of(new RegisterHandler(policy, acceptable), new HeartbeatHandler(policy), new DeregisterHandler(),
                new RotateKeyHandler(policy, acceptable), new LookupHandler(beacons), new ResolveHandler(beacons),
                new SetHostnameHandler(), new ResolveHostnameHandler(), new SetVisibilityHandler(),
                new SetTagsHandler(), new SetTaskExecHandler(), new ListNodesHandler(beacons),
                new PunchHandler(beacons));
    }
}
