package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.Deregister;
import picocli.CommandLine.Command;

/** {@code node deregister}. */
@Command(name = "deregister", description = "Take the node out of the registry.")
final class DeregisterNode extends Action {
    @Override
    protected void perform() {
        ask(Deregister.TYPE, new Deregister(self()));
    }
}
