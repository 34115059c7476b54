package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code get_polo_score}: the score of a node; removed in R2 ({@code commands-core.md}, polo scores).
 *
 * @param node the node
 */
public record GetPoloScore(NodeId node) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetPoloScore, Ok> TYPE = new CommandType<>("get_polo_score", GetPoloScore.class,
            GetPoloScore::read, Ok::read);

    static GetPoloScore read(JsonObject in) {
        return new GetPoloScore(in.node("node_id"));
    }

    @Override
    public CommandType<GetPoloScore, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node);
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
