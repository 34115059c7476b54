package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.ExportBlueprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code blueprint export}. */
@Command(name = "export", description = "Print a network as a blueprint without its secrets; what is left out is told on standard error.")
final class ExportNetwork extends Action {
    @Parameters(paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Override
    protected void perform() {
        show(ExportBlueprint.TYPE, new ExportBlueprint(network), reply -> IndentedJson.of(reply.blueprint())).warnings()
                .forEach(warning -> remark("left out: " + warning));
    }
}
