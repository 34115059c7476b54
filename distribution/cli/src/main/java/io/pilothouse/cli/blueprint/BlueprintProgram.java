package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse blueprint}. */
@Command(subcommands = {ValidateFiles.class, PrintSchema.class, PlanFile.class, ApplyFile.class, ShowDrift.class,
    ExportNetwork.class})
public final class BlueprintProgram extends Words {
    /** The program. */
    public BlueprintProgram() {
        super("blueprint", "describe networks in documents: check, plan, apply, compare");
    }
}
