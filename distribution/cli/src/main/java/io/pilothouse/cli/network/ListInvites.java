package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.PollInvites;
import picocli.CommandLine.Command;

/** {@code network invites}. */
@Command(name = "invites", description = "Fetch the invites of --node; the registry then forgets them.")
final class ListInvites extends Action {
    @Override
    protected void perform() {
        list(PollInvites.TYPE, new PollInvites(self()), "invites", "network_id", "inviter_id", "timestamp");
    }
}
