package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code poll_handshakes}: takes what waits in the inboxes of a node ({@code commands-core.md}, poll_handshakes).
 *
 * @param node the node
 */
public record PollHandshakes(NodeId node) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PollHandshakes, Ok> TYPE = new CommandType<>("poll_handshakes",
            PollHandshakes.class, PollHandshakes::read, Ok::read);

    static PollHandshakes read(JsonObject in) {
        return new PollHandshakes(in.node("node_id"));
    }

    @Override
    public CommandType<PollHandshakes, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "poll_handshakes:" + node;
    }

    /**
     * The reply.
     *
     * @param requests who asks for trust
     * @param responses who answered
     */
    public record Ok(List<Asked> requests, List<Answered> responses) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "requests", Asked::read), Wire.list(in, "responses", Answered::read));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("requests", requests, Asked::write).objects("responses", responses, Answered::write);
        }
    }

    /**
     * A request for trust.
     *
     * @param from who asks
     * @param publicKey its key in base64; absent in R2
     * @param justification why
     * @param timestamp when, seconds since 1970 UTC
     */
    public record Asked(NodeId from, String publicKey, String justification, long timestamp) {
        static Asked read(JsonObject in) {
            return new Asked(in.node("from_node_id"), in.text("public_key"), in.text("justification"),
                    in.whole("timestamp"));
        }

        void write(JsonWriter out) {
            out.node("from_node_id", from).textIfAny("public_key", publicKey).text("justification", justification)
                    .number("timestamp", timestamp);
        }
    }

    /**
     * An answer to a request for trust.
     *
     * @param from who answered
     * @param accept whether it agreed
     * @param timestamp when, seconds since 1970 UTC
     */
    public record Answered(NodeId from, boolean accept, long timestamp) {
        static Answered read(JsonObject in) {
            return new Answered(in.node("from_node_id"), in.flag("accept"), in.whole("timestamp"));
        }

        void write(JsonWriter out) {
            out.node("from_node_id", from).flag("accept", accept).number("timestamp", timestamp);
        }
    }
}
