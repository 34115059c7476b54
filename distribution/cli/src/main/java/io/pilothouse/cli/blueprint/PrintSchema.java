package io.pilothouse.cli.blueprint;

import io.pilothouse.protocol.blueprint.BlueprintSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code blueprint schema}. */
@Command(name = "schema", description = "Print the JSON Schema of blueprints, for editors.")
final class PrintSchema implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(BlueprintSchema.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
