package io.pilothouse.cli.trust;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.PollHandshakes;
import picocli.CommandLine.Command;

/** {@code trust poll}. */
@Command(name = "poll", description = "Fetch requests and answers for --node; the registry then forgets them.")
final class FetchHandshakes extends Action {
    @Override
    protected void perform() {
        ask(PollHandshakes.TYPE, new PollHandshakes(self()));
    }
}
