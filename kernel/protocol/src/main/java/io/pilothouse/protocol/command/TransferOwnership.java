package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code transfer_ownership}: gives a network another owner ({@code commands-enterprise.md} 2.4).
 *
 * @param network the network
 * @param newOwner the member that becomes owner
 * @param actor the node that acts by its role, if one does
 */
public record TransferOwnership(NetworkId network, NodeId newOwner, NodeId actor) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<TransferOwnership, Ok> TYPE = new CommandType<>("transfer_ownership",
            TransferOwnership.class, TransferOwnership::read, Ok::read);

    static TransferOwnership read(JsonObject in) {
        return new TransferOwnership(in.network("network_id"), in.node("new_owner_id"), in.node("node_id"));
    }

    @Override
    public CommandType<TransferOwnership, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).node("new_owner_id", newOwner).nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        return actor.none() ? "" : "transfer_ownership:" + actor + ":" + network + ":" + newOwner;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param oldOwner who was owner
     * @param newOwner who is owner from now on
     */
    public record Ok(NetworkId network, NodeId oldOwner, NodeId newOwner) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.node("old_owner"), in.node("new_owner"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).node("old_owner", oldOwner).node("new_owner", newOwner);
        }
    }
}
