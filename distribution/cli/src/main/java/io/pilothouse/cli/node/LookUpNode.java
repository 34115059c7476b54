package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Lookup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code node lookup}. */
@Command(name = "lookup", description = "Show what everybody may know of a node.")
final class LookUpNode extends Action {
    @Parameters(paramLabel = "NODE", description = "The node: number or address.")
    private NodeId node;

    @Override
    protected void perform() {
        ask(Lookup.TYPE, new Lookup(node, requester()));
    }
}
