package io.pilothouse.cli.trust;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.RespondHandshake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trust respond}. */
@Command(name = "respond", description = "Accept or reject the request of a peer.")
final class AnswerHandshake extends Action {
    @Parameters(index = "0", paramLabel = "PEER", description = "The node that asked.")
    private NodeId peer;

    @Parameters(index = "1", paramLabel = "true|false", description = "Whether to trust it.")
    private boolean accepted;

    @Override
    protected void perform() {
        ask(RespondHandshake.TYPE, new RespondHandshake(self(), peer, accepted));
    }
}
