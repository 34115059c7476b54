package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code punch}: the addresses of two nodes that want to open a path through NAT ({@code commands-core.md}, punch).
 *
 * @param requester who asks, one of the two
 * @param nodeA one node
 * @param nodeB the other node
 */
public record Punch(NodeId requester, NodeId nodeA, NodeId nodeB) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<Punch, Ok> TYPE = new CommandType<>("punch", Punch.class, Punch::read, Ok::read);

    static Punch read(JsonObject in) {
        return new Punch(in.node("requester_id"), in.node("node_a"), in.node("node_b"));
    }

    @Override
    public CommandType<Punch, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("requester_id", requester).node("node_a", nodeA).node("node_b", nodeB);
    }

    @Override
    public NodeId signer() {
        return requester;
    }

    @Override
    public String signedText() {
        return "punch:" + nodeA + ":" + nodeB;
    }

    /**
     * The reply.
     *
     * @param nodeA one node
     * @param addressA where it is, possibly empty
     * @param nodeB the other node
     * @param addressB where it is, possibly empty
     */
    public record Ok(NodeId nodeA, String addressA, NodeId nodeB, String addressB) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_a"), in.text("node_a_addr"), in.node("node_b"), in.text("node_b_addr"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_a", nodeA).text("node_a_addr", addressA).node("node_b", nodeB).text("node_b_addr", addressB);
        }
    }
}
