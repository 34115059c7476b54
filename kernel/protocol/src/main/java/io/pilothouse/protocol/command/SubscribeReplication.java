package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/**
 * {@code subscribe_replication}: turns the connection into a stream; there is no success reply ({@code commands-core.md},
 * subscribe_replication). Without a position the stream is one of snapshots as R1 sends them. With one, which primaries of R1
 * ignore, it is one of journal records ({@code replication-and-storage.md} 5.7).
 *
 * @param token the replication token, or empty
 * @param position what a standby of ours has already
 */
public record SubscribeReplication(String token, Optional<Position> position) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SubscribeReplication, EmptyReply> TYPE = new CommandType<>("subscribe_replication",
            SubscribeReplication.class, SubscribeReplication::read, EmptyReply::read);

    /** A subscription to snapshots. */
    public SubscribeReplication(String token) {
        this(token, Optional.empty());
    }

    /**
     * The last record that a standby holds.
     *
     * @param registry id of the registry that the records belong to, empty when there are none
     * @param sequence number of the last record, 0 when there is none
     * @param mark digest of the last record, by which the primary sees whether both have the same history
     */
    public record Position(String registry, long sequence, String mark) {
        static Position read(JsonObject in) {
            return new Position(in.text("registry"), (long) in.number("sequence").orElse(0), in.text("mark"));
        }

        void write(JsonWriter out) {
            out.text("registry", registry).number("sequence", sequence).text("mark", mark);
        }
    }

    static SubscribeReplication read(JsonObject in) {
        return new SubscribeReplication(in.text("token"), in.object("position").map(Position::read));
    }

    @Override
    public CommandType<SubscribeReplication, EmptyReply> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.textIfAny("token", token).objectIfPresent("position", position, Position::write);
    }
}
