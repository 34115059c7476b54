package io.pilothouse.cli.sink;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse sink}. */
@Command(subcommands = {ShowExport.class, SetExport.class, ShowWebhook.class, SetWebhookAddress.class,
    ListLetters.class, ReplayLetters.class, PurgeLetters.class})
public final class SinkProgram extends Words {
    /** The program. */
    public SinkProgram() {
        super("sink", "send audit events elsewhere, and see what could not be delivered");
    }
}
