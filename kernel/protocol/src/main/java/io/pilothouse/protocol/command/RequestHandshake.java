package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code request_handshake}: asks another node for trust through the registry ({@code commands-core.md},
 * request_handshake).
 *
 * @param from who asks
 * @param to who is asked
 * @param justification why
 */
public record RequestHandshake(NodeId from, NodeId to, String justification) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<RequestHandshake, Ok> TYPE = new CommandType<>("request_handshake",
            RequestHandshake.class, RequestHandshake::read, Ok::read);

    static RequestHandshake read(JsonObject in) {
        return new RequestHandshake(in.node("from_node_id"), in.node("to_node_id"), in.text("justification"));
    }

    @Override
    public CommandType<RequestHandshake, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("from_node_id", from).node("to_node_id", to).text("justification", justification);
    }

    @Override
    public NodeId signer() {
        return from;
    }

    @Override
    public String signedText() {
        return "handshake:" + from + ":" + to;
    }

    /**
     * The reply.
     *
     * @param status {@code delivered}
     */
    public record Ok(String status) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.text("status"));
        }

        @Override
        public void write(JsonWriter out) {
            out.text("status", status);
        }
    }
}
