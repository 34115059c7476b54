package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.OptionalDouble;

/**
 * {@code set_polo_score}: sets the score of a node; removed in R2 ({@code commands-core.md}, polo scores).
 *
 * @param node the node
 * @param poloScore the wanted score, if sent
 */
public record SetPoloScore(NodeId node, OptionalDouble poloScore) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetPoloScore, Ok> TYPE = new CommandType<>("set_polo_score", SetPoloScore.class,
            SetPoloScore::read, Ok::read);

    static SetPoloScore read(JsonObject in) {
        return new SetPoloScore(in.node("node_id"), in.number("polo_score"));
    }

    @Override
    public CommandType<SetPoloScore, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).numberIfPresent("polo_score", poloScore);
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
