package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.ProvisionNetwork;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code blueprint apply}. */
@Command(name = "apply", description = {"Make a network what a blueprint says, all of it or nothing.",
    "--node names the owner of a network that does not exist yet."})
final class ApplyFile extends Action {
    @Parameters(paramLabel = "FILE", description = "The blueprint, as JSON or YAML.")
    private Path file;

    @Option(names = "--plan", paramLabel = "PLAN", defaultValue = "", description = "Only if this plan still holds: what \"blueprint plan\" printed last.")
    private String plan;

    @Override
    protected void perform() {
        show(ProvisionNetwork.TYPE,
                new ProvisionNetwork(Optional.of(PlanFile.document(file, this::usage)), selfIfAny(), false, plan),
                PlanView::of);
    }
}
