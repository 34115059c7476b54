package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetAuditExport;

/** {@code get_audit_export}: ADMIN. */
public record GetAuditExportHandler(Deliveries deliveries) implements Query<GetAuditExport> {
    @Override
    public CommandType<GetAuditExport, ?> type() {
        return GetAuditExport.TYPE;
    }

    @Override
    public GetAuditExport.Ok answer(GetAuditExport command, Context context) {
        context.admin();
        return new GetAuditExport.Ok(Integrations.global(context.state(), Integration.Kind.AUDIT_EXPORT).map(export -> {
            Deliveries.Progress progress = deliveries.progress(export.place());
            return new GetAuditExport.Export(export.type(), export.url(), progress.delivered(), progress.dropped(),
                    progress.failed(), progress.deadLetters(), progress.trouble());
        }));
    }
}
