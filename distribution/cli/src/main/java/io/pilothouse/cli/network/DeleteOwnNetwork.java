package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.DeleteNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network delete}. */
@Command(name = "delete", description = "Delete a network.")
final class DeleteOwnNetwork extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Override
    protected void perform() {
        ask(DeleteNetwork.TYPE, new DeleteNetwork(network, selfIfAny()));
    }
}
