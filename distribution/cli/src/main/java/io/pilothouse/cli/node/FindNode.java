package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.ResolveHostname;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code node find}. */
@Command(name = "find", description = "Find a node by its hostname.")
final class FindNode extends Action {
    @Parameters(paramLabel = "HOSTNAME", description = "The name.")
    private String hostname;

    @Override
    protected void perform() {
        ask(ResolveHostname.TYPE, new ResolveHostname(hostname, requester()));
    }
}
