package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.DirectorySync;

/** {@code directory_sync}: ADMIN, enterprise networks only. All of it or nothing, in one record. */
public final class DirectorySyncHandler implements Mutation<DirectorySync> {
    @Override
    public CommandType<DirectorySync, ?> type() {
        return DirectorySync.TYPE;
    }

    @Override
    public Decision decide(DirectorySync command, Context context) {
        Principal actor = context.admin();
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "network_id is required");
        }
        if (command.entries().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "entries array is required");
        }
        Network network = context.state().network(command.network())
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "network " + command.network() + " not found"));
        if (!network.enterprise()) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "directory sync requires enterprise network");
        }
        if (command.removeUnlisted() && command.entries().stream().allMatch(one -> one.externalId().isEmpty())) {
            throw new Refusal(Refusal.Code.INVALID, "remove_unlisted is refused: no entry has an external_id, so every"
                    + " member with one would be removed");
        }
        return new DirectoryComparison(context, network.id()).decision(command, actor);
    }
}
