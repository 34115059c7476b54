package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.LeaveNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network leave}. */
@Command(name = "leave", description = "Let --node leave a network.")
final class LeaveJoinedNetwork extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Override
    protected void perform() {
        ask(LeaveNetwork.TYPE, new LeaveNetwork(self(), network));
    }
}
