package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code invite_to_network}: invites a node ({@code commands-enterprise.md} 4.1).
 *
 * @param network the network
 * @param inviter who invites
 * @param target who is invited
 */
public record InviteToNetwork(NetworkId network, NodeId inviter, NodeId target) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<InviteToNetwork, Ok> TYPE = new CommandType<>("invite_to_network",
            InviteToNetwork.class, InviteToNetwork::read, Ok::read);

    static InviteToNetwork read(JsonObject in) {
        return new InviteToNetwork(in.network("network_id"), in.node("inviter_id"), in.node("target_node_id"));
    }

    @Override
    public CommandType<InviteToNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).node("inviter_id", inviter).node("target_node_id", target);
    }

    @Override
    public NodeId signer() {
        return inviter;
    }

    @Override
    public String signedText() {
        return "invite:" + inviter + ":" + network + ":" + target;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param target who is invited
     * @param status {@code already_invited}, or empty
     */
    public record Ok(NetworkId network, NodeId target, String status) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.node("target_node_id"), in.text("status"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).node("target_node_id", target).textIfAny("status", status);
        }
    }
}
