package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.ListNodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code node list}. */
@Command(name = "list", description = "List all nodes, or the members of a network.")
final class ListAllNodes extends Action {
    @Option(names = "--network", paramLabel = "NETWORK", description = "Only members of this network.")
    private NetworkId network = NetworkId.BACKBONE;

    @Override
    protected void perform() {
        list(ListNodes.TYPE, new ListNodes(network, requester()), "nodes", "node_id", "address", "hostname", "public",
                "role", "tags", "member_tags", "real_addr", "last_seen", "version", "offline");
    }
}
