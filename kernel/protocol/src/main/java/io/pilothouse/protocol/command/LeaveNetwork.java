package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code leave_network}: ends a membership ({@code commands-core.md}, leave_network).
 *
 * @param node the node
 * @param network the network
 */
public record LeaveNetwork(NodeId node, NetworkId network) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<LeaveNetwork, Ok> TYPE = new CommandType<>("leave_network", LeaveNetwork.class,
            LeaveNetwork::read, Ok::read);

    static LeaveNetwork read(JsonObject in) {
        return new LeaveNetwork(in.node("node_id"), in.network("network_id"));
    }

    @Override
    public CommandType<LeaveNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).network("network_id", network);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "leave_network:" + node + ":" + network;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     */
    public record Ok(NetworkId network) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network);
        }
    }
}
