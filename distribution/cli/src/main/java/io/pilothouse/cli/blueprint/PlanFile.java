package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.DocumentFile;
import io.pilothouse.protocol.command.ProvisionNetwork;
import io.pilothouse.protocol.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code blueprint plan}. */
@Command(name = "plan", description = {"Tell what applying a blueprint would change, and change nothing.",
    "--node names the owner of a network that does not exist yet. The last line is the plan, for apply --plan."})
final class PlanFile extends Action {
    @Parameters(paramLabel = "FILE", description = "The blueprint, as JSON or YAML.")
    private Path file;

    @Override
    protected void perform() {
        show(ProvisionNetwork.TYPE,
                new ProvisionNetwork(Optional.of(document(file, this::usage)), selfIfAny(), true, ""), PlanView::of);
    }

    /** The document in a file, or the end with exit code 2. */
    static JsonObject document(Path file,
            Function<String, RuntimeException> usage) {
        try {
            return new DocumentFile(file).read();
        } catch (IllegalArgumentException unreadable) {
            throw usage.apply(file + ": " + unreadable.getMessage());
        }
    }
}
