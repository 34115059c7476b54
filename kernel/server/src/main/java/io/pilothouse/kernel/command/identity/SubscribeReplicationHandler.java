package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.SubscribeReplication;

/**
 * {@code subscribe_replication} as far as it is a command: a stream of snapshots is no reply, so where replication is
 * configured the connection takes the message before it comes here.
 */
public final class SubscribeReplicationHandler implements Query<SubscribeReplication> {
    @Override
    public CommandType<SubscribeReplication, ?> type() {
        return SubscribeReplication.TYPE;
    }

    @Override
    public Reply answer(SubscribeReplication command, Context context) {
        throw new Refusal(Refusal.Code.UNSUPPORTED, "replication not configured");
    }
}
