package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse blueprint}. */
@Command(subcommands = {ValidateFiles.class, PrintSchema.class})
public final class BlueprintProgram extends Words {
    /** The program. */
    public BlueprintProgram() {
        super("blueprint", "check documents that describe networks");
    }
}
