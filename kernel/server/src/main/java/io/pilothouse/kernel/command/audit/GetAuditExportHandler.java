package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetAuditExport;
import java.util.Optional;

/** {@code get_audit_export}: ADMIN. No export can be configured by command, so there is none. */
public final class GetAuditExportHandler implements Query<GetAuditExport> {
    @Override
    public CommandType<GetAuditExport, ?> type() {
        return GetAuditExport.TYPE;
    }

    @Override
    public GetAuditExport.Ok answer(GetAuditExport command, Context context) {
        context.admin();
        return new GetAuditExport.Ok(Optional.empty());
    }
}
