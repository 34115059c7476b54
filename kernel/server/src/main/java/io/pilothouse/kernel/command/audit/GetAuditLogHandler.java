package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Search;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetAuditLog;

/** {@code get_audit_log}: ADMIN. What R1 would ask is answered as R1 does, from memory; the rest from the durable trail. */
public final class GetAuditLogHandler implements Search<GetAuditLog> {
    private static final int USUAL = 100;

    private final AuditTrail recent;
    private final TrailArchive archive;

    public GetAuditLogHandler(AuditTrail recent, TrailArchive archive) {
        this.recent = recent;
        this.archive = archive;
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
    public Work begin(GetAuditLog command, Context context) {
        context.admin();
        int wanted = (int) command.limit().orElse(USUAL);
        int limit = wanted > 0 && wanted <= AuditTrail.KEPT ? wanted : USUAL;
        if (command.ofTrail()) {
            TrailQuestion question = TrailQuestion.of(command, limit);
            return () -> archive.search(question);
        }
        return () -> new GetAuditLog.Ok(
                recent.recent(command.network(), limit).stream().map(AuditText::entry).toList(), "", "");
    }
}
