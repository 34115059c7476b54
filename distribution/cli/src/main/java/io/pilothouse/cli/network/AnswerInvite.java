package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.RespondInvite;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network answer}. */
@Command(name = "answer", description = "Accept or decline an invite of --node.")
final class AnswerInvite extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Parameters(index = "1", paramLabel = "true|false", description = "Whether to join.")
    private boolean accepted;

    @Override
    protected void perform() {
        ask(RespondInvite.TYPE, new RespondInvite(self(), network, Optional.of(accepted)));
    }
}
