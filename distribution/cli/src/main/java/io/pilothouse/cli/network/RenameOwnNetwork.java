package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.RenameNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network rename}. */
@Command(name = "rename", description = "Rename a network.")
final class RenameOwnNetwork extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Parameters(index = "1", paramLabel = "NAME", description = "The new name.")
    private String name;

    @Override
    protected void perform() {
        ask(RenameNetwork.TYPE, new RenameNetwork(network, name, selfIfAny()));
    }
}
