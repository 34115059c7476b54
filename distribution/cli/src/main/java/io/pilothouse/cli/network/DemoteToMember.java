package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.DemoteMember;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network demote}. */
@Command(name = "demote", description = "Make an admin a member.")
final class DemoteToMember extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Parameters(index = "1", paramLabel = "NODE", description = "The node: number or address.")
    private NodeId target;

    @Override
    protected void perform() {
        ask(DemoteMember.TYPE, new DemoteMember(network, target, selfIfAny()));
    }
}
