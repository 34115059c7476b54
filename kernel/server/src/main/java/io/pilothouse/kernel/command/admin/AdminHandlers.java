package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class AdminHandlers {
    private AdminHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers() {
        return List.of(new SetWebhookHandler(), new GetWebhookHandler(), new GetWebhookDlqHandler(),
                new SetIdentityWebhookHandler(), new ValidateTokenHandler(), new SetIdpConfigHandler(),
                new GetIdpConfigHandler(), new ProvisionNetworkHandler(), new DirectorySyncHandler(),
                new DirectoryStatusHandler(), new GetProvisionStatusHandler());
    }
}
