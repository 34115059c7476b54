package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.GetBlueprintDrift;
import io.pilothouse.protocol.command.ProvisionNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code blueprint drift}. */
@Command(name = "drift", description = {
    "Tell how a network differs from a blueprint: from FILE, or from the one that was last applied to it.",
    "The exit code is 0 when it does not, 4 when it does."})
final class ShowDrift extends Action {
    private static final int DRIFTED = 4;

    @ArgGroup(multiplicity = "1")
    private Compared compared;

    private boolean drifted;

    private static final class Compared {
        @Parameters(paramLabel = "FILE", description = "The blueprint, as JSON or YAML.")
        private Path file;

        @Option(names = "--network", paramLabel = "NETWORK", description = "The network, against its last blueprint.")
        private NetworkId network;
    }

    @Override
    public Integer call() {
        perform();
        return drifted ? DRIFTED : 0;
    }

    @Override
    protected void perform() {
        if (compared.file != null) {
            drifted = show(ProvisionNetwork.TYPE,
                    new ProvisionNetwork(Optional.of(PlanFile.document(compared.file, this::usage)), selfIfAny(), true,
                            ""),
                    reply -> PlanView.joined(PlanView.differences(reply.differences()))).changed();
            return;
        }
        GetBlueprintDrift.Ok reply = show(GetBlueprintDrift.TYPE, new GetBlueprintDrift(compared.network),
                ShowDrift::text);
        if (!reply.provisioned()) {
            throw usage("no blueprint was ever applied to network " + compared.network);
        }
        drifted = !reply.differences().isEmpty() || !reply.trouble().isEmpty();
    }

    private static String text(GetBlueprintDrift.Ok reply) {
        List<String> lines = new ArrayList<>();
        if (reply.provisioned()) {
            lines.add("blueprint applied " + reply.applied());
            if (reply.trouble().isEmpty()) {
                lines.addAll(PlanView.differences(reply.differences()));
            } else {
                lines.add("it cannot be applied any more: " + reply.trouble());
            }
        }
        return PlanView.joined(lines);
    }
}
