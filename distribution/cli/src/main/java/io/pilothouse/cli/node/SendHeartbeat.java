package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.Heartbeat;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;

/** {@code node heartbeat}. */
@Command(name = "heartbeat", description = "Say once that the node is alive.")
final class SendHeartbeat extends Action {
    @Override
    protected void perform() {
        ask(Heartbeat.TYPE, new Heartbeat(self(), "", OptionalDouble.empty()));
    }
}
