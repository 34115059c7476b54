package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code respond_handshake}: answers a request for trust ({@code commands-core.md}, respond_handshake).
 *
 * @param node who answers
 * @param peer who had asked
 * @param accept whether it agrees
 */
public record RespondHandshake(NodeId node, NodeId peer, boolean accept) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<RespondHandshake, Ok> TYPE = new CommandType<>("respond_handshake",
            RespondHandshake.class, RespondHandshake::read, Ok::read);

    static RespondHandshake read(JsonObject in) {
        return new RespondHandshake(in.node("node_id"), in.node("peer_id"), in.flag("accept"));
    }

    @Override
    public CommandType<RespondHandshake, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).node("peer_id", peer).flag("accept", accept);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "respond:" + node + ":" + peer;
    }

    /**
     * The reply.
     *
     * @param accept whether it agreed
     * @param peer who had asked
     */
    public record Ok(boolean accept, NodeId peer) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.flag("accept"), in.node("peer_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.flag("accept", accept).node("peer_id", peer);
        }
    }
}
