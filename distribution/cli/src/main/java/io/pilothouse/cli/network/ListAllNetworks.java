package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.ListNetworks;
import picocli.CommandLine.Command;

/** {@code network list}. */
@Command(name = "list", description = "List the networks.")
final class ListAllNetworks extends Action {
    @Override
    protected void perform() {
        list(ListNetworks.TYPE, new ListNetworks(), "networks", "id", "name", "members", "max_members", "join_rule",
                "enterprise", "created", "description");
    }
}
