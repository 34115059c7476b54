package io.pilothouse.cli.trust;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.RequestHandshake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trust request}. */
@Command(name = "request", description = "Ask a peer for trust.")
final class AskForHandshake extends Action {
    @Parameters(paramLabel = "PEER", description = "The other node: number or address.")
    private NodeId peer;

    @Option(names = "--justification", paramLabel = "TEXT", description = "What the peer shall read.")
    private String justification = "";

    @Override
    protected void perform() {
        ask(RequestHandshake.TYPE, new RequestHandshake(self(), peer, justification));
    }
}
