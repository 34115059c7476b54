package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.ListNodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network members}. */
@Command(name = "members", description = "List the members of a network.")
final class ListMembers extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Override
    protected void perform() {
        list(ListNodes.TYPE, new ListNodes(network, requester()), "nodes", "node_id", "address", "hostname", "role",
                "public", "tags", "member_tags", "real_addr", "last_seen", "version", "offline");
    }
}
