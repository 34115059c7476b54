package io.pilothouse.cli.sink;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.GetWebhook;
import picocli.CommandLine.Command;

/** {@code sink webhook}. */
@Command(name = "webhook", description = "Show how the sending of events to the webhook goes.")
final class ShowWebhook extends Action {
    @Override
    protected void perform() {
        ask(GetWebhook.TYPE, new GetWebhook());
    }
}
