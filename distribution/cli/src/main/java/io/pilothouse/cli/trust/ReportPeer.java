package io.pilothouse.cli.trust;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.ReportTrust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trust report}. */
@Command(name = "report", description = "Say that --node trusts a peer.")
final class ReportPeer extends Action {
    @Parameters(paramLabel = "PEER", description = "The other node: number or address.")
    private NodeId peer;

    @Override
    protected void perform() {
        ask(ReportTrust.TYPE, new ReportTrust(self(), peer));
    }
}
