package io.pilothouse.cli.key;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetKeyInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code key info}. */
@Command(name = "info", description = "Show age, rotations and expiry of the key of a node.")
final class ShowKeyInfo extends Action {
    @Parameters(paramLabel = "NODE", description = "The node: number or address.")
    private NodeId node;

    @Override
    protected void perform() {
        ask(GetKeyInfo.TYPE, new GetKeyInfo(node));
    }
}
