package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.Unoffered;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.DirectorySync;

/** {@code directory_sync}: ADMIN. Refused. */
public final class DirectorySyncHandler implements Query<DirectorySync> {
    @Override
    public CommandType<DirectorySync, ?> type() {
        return DirectorySync.TYPE;
    }

    @Override
    public DirectorySync.Ok answer(DirectorySync command, Context context) {
        context.admin();
        throw Unoffered.refusal(type());
    }
}
