package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class IdentityHandlers {
    private IdentityHandlers() {}

    /** All of them. */
    public static List<Handler<?>> handlers() {
        return List.of(new GetKeyInfoHandler(), new SetKeyExpiryHandler(), new SetExternalIdHandler(),
                new GetIdentityHandler(), new SubmitBadgeHandler(), new EnrollRecoveryHandler(),
                new RecoverIdentityHandler(), new SubscribeReplicationHandler());
    }
}
