package io.pilothouse.kernel.command.beacon;

import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.state.BeaconTable;
import java.util.List;

/** The handlers of this room. */
public final class BeaconHandlers {
    private BeaconHandlers() {}

    /** All of them. */
    public static List<Handler<?>> handlers(KernelPolicy policy, BeaconTable beacons) {
        return List.of(new BeaconRegisterHandler(policy, beacons), new BeaconListHandler(beacons));
    }
}
