package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code delete_network}: deletes a network ({@code commands-core.md}, delete_network).
 *
 * @param network the network
 * @param actor the node that acts by its role, if one does
 */
public record DeleteNetwork(NetworkId network, NodeId actor) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<DeleteNetwork, Ok> TYPE = new CommandType<>("delete_network", DeleteNetwork.class,
            DeleteNetwork::read, Ok::read);

    static DeleteNetwork read(JsonObject in) {
        return new DeleteNetwork(in.network("network_id"), in.node("node_id"));
    }

    @Override
    public CommandType<DeleteNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        return actor.none() ? "" : "delete_network:" + actor + ":" + network;
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
