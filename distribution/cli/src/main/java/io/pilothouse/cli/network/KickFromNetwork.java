package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.KickMember;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network kick}. */
@Command(name = "kick", description = "Remove a member.")
final class KickFromNetwork extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Parameters(index = "1", paramLabel = "NODE", description = "The node: number or address.")
    private NodeId target;

    @Override
    protected void perform() {
        ask(KickMember.TYPE, new KickMember(network, target, selfIfAny()));
    }
}
