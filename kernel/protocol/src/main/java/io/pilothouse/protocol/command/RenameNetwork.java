package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code rename_network}: renames a network ({@code commands-core.md}, rename_network).
 *
 * @param network the network
 * @param name the wanted name, unchecked
 * @param actor the node that acts by its role, if one does
 */
public record RenameNetwork(NetworkId network, String name, NodeId actor) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<RenameNetwork, Ok> TYPE = new CommandType<>("rename_network", RenameNetwork.class,
            RenameNetwork::read, Ok::read);

    static RenameNetwork read(JsonObject in) {
        return new RenameNetwork(in.network("network_id"), in.text("name"), in.node("node_id"));
    }

    @Override
    public CommandType<RenameNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).text("name", name).nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        return actor.none() ? "" : "rename_network:" + actor + ":" + network;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param name its name from now on
     */
    public record Ok(NetworkId network, String name) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.text("name"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).text("name", name);
        }
    }
}
