package io.pilothouse.cli.trust;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CheckTrust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trust check}. */
@Command(name = "check", description = "Show whether two nodes trust each other.")
final class CheckPair extends Action {
    @Parameters(index = "0", paramLabel = "NODE", description = "One node.")
    private NodeId node;

    @Parameters(index = "1", paramLabel = "PEER", description = "The other node.")
    private NodeId peer;

    @Override
    protected void perform() {
        ask(CheckTrust.TYPE, new CheckTrust(node, peer, requester()));
    }
}
