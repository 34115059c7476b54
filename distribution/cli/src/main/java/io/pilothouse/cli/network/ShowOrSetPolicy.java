package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.GetNetworkPolicy;
import io.pilothouse.protocol.command.SetNetworkPolicy;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network policy}. */
@Command(name = "policy", description = "Show the policy of a network, or change what is given.")
final class ShowOrSetPolicy extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Option(names = "--max-members", paramLabel = "NUMBER", description = "How many members it may have; 0 for any number.")
    private Integer members;

    @Option(names = "--allowed-ports", paramLabel = "PORT", split = ",", description = "Ports that members may use, separated by commas.")
    private List<Integer> ports;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private String description;

    @Override
    protected void perform() {
        if (members == null && ports == null && description == null) {
            ask(GetNetworkPolicy.TYPE, new GetNetworkPolicy(network));
        } else {
            ask(SetNetworkPolicy.TYPE, new SetNetworkPolicy(network, Optional.ofNullable(members),
                    Optional.ofNullable(ports), Optional.ofNullable(description), selfIfAny()));
        }
    }
}
