package io.pilothouse.cli.sink;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.PurgeWebhookDlq;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sink purge}. */
@Command(name = "purge", description = "Forget the events that were given up.")
final class PurgeLetters extends Action {
    @Mixin
    private SinkName sink = new SinkName();

    @Override
    protected void perform() {
        ask(PurgeWebhookDlq.TYPE, new PurgeWebhookDlq(sink.name()));
    }
}
