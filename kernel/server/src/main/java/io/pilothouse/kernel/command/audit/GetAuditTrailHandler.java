package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Search;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetAuditTrail;

/** {@code get_audit_trail}: ADMIN. */
public final class GetAuditTrailHandler implements Search<GetAuditTrail> {
    private final TrailArchive archive;

    public GetAuditTrailHandler(TrailArchive archive) {
        this.archive = archive;
    }

    @Override
    public CommandType<GetAuditTrail, ?> type() {
        return GetAuditTrail.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public Work begin(GetAuditTrail command, Context context) {
        context.admin();
        return () -> archive.entries(command);
    }
}
