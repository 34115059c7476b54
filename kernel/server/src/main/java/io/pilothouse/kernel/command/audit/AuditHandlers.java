package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class AuditHandlers {
    private AuditHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers(AuditTrail recent, TrailArchive archive) {
        return List.of(new GetAuditLogHandler(recent, archive), new GetAuditProofHandler(archive),
                new GetAuditTrailHandler(archive));
    }
}
