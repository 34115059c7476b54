package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetAuditExport;

/** {@code set_audit_export}: ADMIN. It survives restarts; the same again disturbs nothing. */
public final class SetAuditExportHandler implements Mutation<SetAuditExport> {
    @Override
    public CommandType<SetAuditExport, ?> type() {
        return SetAuditExport.TYPE;
    }

    @Override
    public Decision decide(SetAuditExport command, Context context) {
        Principal actor = context.admin();
        Integration.Place place = Integrations.firstPlace(context.state(), Integration.Kind.AUDIT_EXPORT);
        if (command.format().isEmpty() || command.endpoint().isEmpty()) {
            return Integrations.remove(Decision.reply(new SetAuditExport.Ok("disabled", "", ""), actor),
                    context.state(), place, AuditEvent.of("audit_export.disabled"));
        }
        Integration export = new Integrations.Builder(place, context.secrets()).url(command.endpoint())
                .secret("token", command.token()).setting("index", command.index()).setting("source", command.source())
                .given(command.settings(), "set_audit_export")
                .build(command.format(), NetworkId.BACKBONE, context.now());
        return Integrations.put(
                Decision.reply(new SetAuditExport.Ok("enabled", command.format(), command.endpoint()), actor),
                context.state(), export, AuditEvent.of("audit_export.configured").and("format", export.type())
                        .and("endpoint", export.url()));
    }
}
