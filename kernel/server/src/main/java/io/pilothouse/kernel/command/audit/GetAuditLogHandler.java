package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetAuditLog;

/** {@code get_audit_log}: ADMIN. Filters other than the network are ignored, as in R1. */
public final class GetAuditLogHandler implements Query<GetAuditLog> {
    private static final int USUAL = 100;

    private final AuditTrail trail;

    public GetAuditLogHandler(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public CommandType<GetAuditLog, ?> type() {
        return GetAuditLog.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public GetAuditLog.Ok answer(GetAuditLog command, Context context) {
        context.admin();
        int limit = (int) command.limit().orElse(USUAL);
        boolean fine = limit > 0 && limit <= AuditTrail.KEPT;
        return new GetAuditLog.Ok(
                trail.recent(command.network(), fine ? limit : USUAL).stream().map(AuditText::entry).toList(), "");
    }
}
