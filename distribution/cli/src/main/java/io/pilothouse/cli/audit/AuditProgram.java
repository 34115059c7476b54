package io.pilothouse.cli.audit;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse audit}. */
@Command(name = "audit", description = "read the audit log", subcommands = {ShowLog.class})
public final class AuditProgram extends Words {}
