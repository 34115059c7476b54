package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.OptionalDouble;

/**
 * {@code update_polo_score}: changes the score of a node; removed in R2 ({@code commands-core.md}, polo scores).
 *
 * @param node the node
 * @param delta by how much, if sent
 */
public record UpdatePoloScore(NodeId node, OptionalDouble delta) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<UpdatePoloScore, Ok> TYPE = new CommandType<>("update_polo_score",
            UpdatePoloScore.class, UpdatePoloScore::read, Ok::read);

    static UpdatePoloScore read(JsonObject in) {
        return new UpdatePoloScore(in.node("node_id"), in.number("delta"));
    }

    @Override
    public CommandType<UpdatePoloScore, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).numberIfPresent("delta", delta);
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param address its backbone address as text
     * @param poloScore its score
     */
    public record Ok(NodeId node, String address, long poloScore) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("address"), in.whole("polo_score"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("address", address).number("polo_score", poloScore);
        }
    }
}
