package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.audit.AuditTrail;
import java.util.List;

/** The handlers of this room. */
public final class AdminHandlers {
    private AdminHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers(AuditTrail trail, Deliveries deliveries, Offered offered) {
        return List.of(new SetWebhookHandler(offered), new GetWebhookHandler(deliveries),
                new GetWebhookDlqHandler(deliveries), new ReplayWebhookDlqHandler(deliveries),
                new PurgeWebhookDlqHandler(deliveries),
                new SetIdentityWebhookHandler(), new ValidateTokenHandler(), new SetIdpConfigHandler(),
                new GetIdpConfigHandler(), new SetAuditExportHandler(), new GetAuditExportHandler(deliveries),
                new DirectorySyncHandler(),
                new DirectoryStatusHandler(trail), new GetProvisionStatusHandler());
    }
}
