package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.admin.Offered;
import java.util.List;

/** The handlers of this room. */
public final class ProvisionHandlers {
    private ProvisionHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers(Offered offered) {
        return List.of(new ProvisionNetworkHandler(offered), new ExportBlueprintHandler(),
                new GetBlueprintDriftHandler());
    }
}
