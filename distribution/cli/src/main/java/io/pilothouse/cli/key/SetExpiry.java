package io.pilothouse.cli.key;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.SetKeyExpiry;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code key expiry}. */
@Command(name = "expiry", description = "Say until when the key of --node is good.")
final class SetExpiry extends Action {
    @Option(names = "--at", paramLabel = "TIME", description = "RFC 3339, such as 2030-01-01T00:00:00Z.")
    private Instant at;

    @Option(names = "--never", description = "It does not expire.")
    private boolean never;

    @Override
    protected void perform() {
        if ((at == null) != never) {
            throw usage("give either --at TIME or --never");
        }
        ask(SetKeyExpiry.TYPE, new SetKeyExpiry(self(), never ? "" : at.toString()));
    }
}
