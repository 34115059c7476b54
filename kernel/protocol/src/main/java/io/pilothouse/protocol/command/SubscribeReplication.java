package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code subscribe_replication}: turns the connection into a stream of snapshots; there is no success reply ({@code
 * commands-core.md}, subscribe_replication).
 *
 * @param token the replication token, or empty
 */
public record SubscribeReplication(String token) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SubscribeReplication, EmptyReply> TYPE = new CommandType<>("subscribe_replication",
            SubscribeReplication.class, SubscribeReplication::read, EmptyReply::read);

    static SubscribeReplication read(JsonObject in) {
        return new SubscribeReplication(in.text("token"));
    }

    @Override
    public CommandType<SubscribeReplication, EmptyReply> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.textIfAny("token", token);
    }
}
