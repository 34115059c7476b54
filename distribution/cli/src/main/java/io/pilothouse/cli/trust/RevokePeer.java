package io.pilothouse.cli.trust;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.RevokeTrust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trust revoke}. */
@Command(name = "revoke", description = "End the trust of --node in a peer.")
final class RevokePeer extends Action {
    @Parameters(paramLabel = "PEER", description = "The other node: number or address.")
    private NodeId peer;

    @Override
    protected void perform() {
        ask(RevokeTrust.TYPE, new RevokeTrust(self(), peer));
    }
}
