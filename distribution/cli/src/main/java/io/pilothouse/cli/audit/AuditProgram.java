package io.pilothouse.cli.audit;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse audit}. */
@Command(subcommands = {ShowLog.class, ExportTrail.class, VerifyTrail.class, ProveEntry.class,
    ShowCheckpoint.class, ShowKey.class})
public final class AuditProgram extends Words {
    /** The program. */
    public AuditProgram() {
        super("audit", "read, export and verify the audit trail");
    }
}
