package io.pilothouse.kernel.command;

import io.pilothouse.kernel.command.beacon.BeaconHandlers;
import io.pilothouse.kernel.command.identity.IdentityHandlers;
import io.pilothouse.kernel.command.network.NetworkHandlers;
import io.pilothouse.kernel.command.node.NodeHandlers;
import io.pilothouse.kernel.command.score.ScoreHandlers;
import io.pilothouse.kernel.command.trust.TrustHandlers;
import io.pilothouse.kernel.state.BeaconTable;
import java.util.ArrayList;
import java.util.List;

/** Benches with the rooms that concern nodes. */
public final class KernelBench {
    private KernelBench() {}

    /** A bench with the default policy. */
    public static CommandBench make() {
        return with(KernelPolicy.DEFAULT);
    }

    /** A bench with another policy. */
    public static CommandBench with(KernelPolicy policy) {
        BeaconTable beacons = new BeaconTable();
        List<Handler<?>> handlers = new ArrayList<>(
                NodeHandlers.handlers(policy, GoldenKey.CHECK::acceptable, beacons));
        handlers.addAll(TrustHandlers.handlers());
        handlers.addAll(BeaconHandlers.handlers(policy, beacons));
        handlers.addAll(ScoreHandlers.handlers(policy));
        handlers.addAll(IdentityHandlers.handlers());
        handlers.addAll(NetworkHandlers.handlers());
        return new CommandBench(handlers);
    }
}
