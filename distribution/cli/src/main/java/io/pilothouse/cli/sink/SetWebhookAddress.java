package io.pilothouse.cli.sink;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.SetWebhook;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sink set-webhook}. */
@Command(name = "set-webhook", description = "Send events to a webhook from now on.")
final class SetWebhookAddress extends Action {
    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--webhook-type", paramLabel = "TYPE", defaultValue = "", description = "http (default), soar, or a plugin's.")
    private String type;

    @Mixin
    private SettingsFile settings = new SettingsFile();

    private static final class Where {
        @Option(names = "--to", paramLabel = "URL", description = "Where events are posted.")
        private String url;

        @Option(names = "--off", description = "Send them nowhere.")
        private boolean off;
    }

    @Override
    protected void perform() {
        try {
            ask(SetWebhook.TYPE, where.off ? new SetWebhook("") : new SetWebhook(where.url, type, settings.read()));
        } catch (IllegalArgumentException unreadable) {
            throw usage(unreadable.getMessage());
        }
    }
}
