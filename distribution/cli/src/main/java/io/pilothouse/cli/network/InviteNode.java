package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.InviteToNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network invite}. */
@Command(name = "invite", description = "Invite a node; --node invites.")
final class InviteNode extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Parameters(index = "1", paramLabel = "NODE", description = "The node: number or address.")
    private NodeId target;

    @Override
    protected void perform() {
        ask(InviteToNetwork.TYPE, new InviteToNetwork(network, self(), target));
    }
}
