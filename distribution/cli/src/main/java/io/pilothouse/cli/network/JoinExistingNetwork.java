package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.JoinNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network join}. */
@Command(name = "join", description = "Let --node join a network.")
final class JoinExistingNetwork extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Option(names = "--token", paramLabel = "TOKEN", description = "The token of a network that wants one.")
    private String token = "";

    @Override
    protected void perform() {
        ask(JoinNetwork.TYPE, new JoinNetwork(self(), network, token));
    }
}
