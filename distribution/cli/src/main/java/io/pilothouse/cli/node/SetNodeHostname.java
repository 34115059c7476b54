package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.SetHostname;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code node set-hostname}. */
@Command(name = "set-hostname", description = "Give the node a name.")
final class SetNodeHostname extends Action {
    @Parameters(paramLabel = "NAME", description = "The name; an empty one takes it away.")
    private String hostname;

    @Override
    protected void perform() {
        ask(SetHostname.TYPE, new SetHostname(self(), hostname));
    }
}
