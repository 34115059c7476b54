package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class NetworkHandlers {
    private NetworkHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers() {
        return List.of(new CreateNetworkHandler(), new JoinNetworkHandler(), new LeaveNetworkHandler(),
                new DeleteNetworkHandler(), new RenameNetworkHandler(), new SetNetworkTokenHandler(),
                new ListNetworksHandler(),
                new SetNetworkEnterpriseHandler());
    }
}
