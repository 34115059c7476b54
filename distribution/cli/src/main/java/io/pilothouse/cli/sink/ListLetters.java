package io.pilothouse.cli.sink;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.GetWebhookDlq;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sink letters}. */
@Command(name = "letters", description = "List the newest events that were given up, oldest first.")
final class ListLetters extends Action {
    @Mixin
    private SinkName sink = new SinkName();

    @Override
    protected void perform() {
        list(GetWebhookDlq.TYPE, new GetWebhookDlq(sink.name()), "events", "event_id", "timestamp", "action", "reason",
                "details");
    }
}
