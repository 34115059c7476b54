package io.pilothouse.cli.sink;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.GetAuditExport;
import picocli.CommandLine.Command;

/** {@code sink export}. */
@Command(name = "export", description = "Show how the export of audit events goes.")
final class ShowExport extends Action {
    @Override
    protected void perform() {
        ask(GetAuditExport.TYPE, new GetAuditExport());
    }
}
