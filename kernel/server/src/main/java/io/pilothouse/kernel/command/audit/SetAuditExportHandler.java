package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.Unoffered;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetAuditExport;

/** {@code set_audit_export}: ADMIN. Stopping succeeds, since nothing runs; starting is refused. */
public final class SetAuditExportHandler implements Query<SetAuditExport> {
    @Override
    public CommandType<SetAuditExport, ?> type() {
        return SetAuditExport.TYPE;
    }

    @Override
    public SetAuditExport.Ok answer(SetAuditExport command, Context context) {
        context.admin();
        if (command.format().isEmpty() || command.endpoint().isEmpty()) {
            return new SetAuditExport.Ok(Unoffered.DISABLED, "", "");
        }
        throw Unoffered.refusal(type());
    }
}
