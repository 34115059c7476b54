package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class ProvisionHandlers {
    private ProvisionHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers() {
        return List.of(new ProvisionNetworkHandler(), new ExportBlueprintHandler(), new GetBlueprintDriftHandler());
    }
}
