package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class PolicyHandlers {
    private PolicyHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers() {
        return List.of(new SetNetworkPolicyHandler(), new GetNetworkPolicyHandler(), new SetExprPolicyHandler(),
                new GetExprPolicyHandler());
    }
}
