package io.pilothouse.cli.sink;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.ReplayWebhookDlq;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sink replay}. */
@Command(name = "replay", description = "Offer the events that were given up once more.")
final class ReplayLetters extends Action {
    @Mixin
    private SinkName sink = new SinkName();

    @Override
    protected void perform() {
        ask(ReplayWebhookDlq.TYPE, new ReplayWebhookDlq(sink.name()));
    }
}
