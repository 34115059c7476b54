package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Resolve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code node resolve}. */
@Command(name = "resolve", description = "Show where a node is; it must be public or trust --node.")
final class ResolveNode extends Action {
    @Parameters(paramLabel = "NODE", description = "The node: number or address.")
    private NodeId node;

    @Override
    protected void perform() {
        ask(Resolve.TYPE, new Resolve(node, self()));
    }
}
