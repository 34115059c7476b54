package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code promote_member}: makes a member an administrator ({@code commands-enterprise.md} 2.1).
 *
 * @param network the network
 * @param target the member
 * @param actor the node that acts by its role, if one does
 */
public record PromoteMember(NetworkId network, NodeId target, NodeId actor) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PromoteMember, Ok> TYPE = new CommandType<>("promote_member", PromoteMember.class,
            PromoteMember::read, Ok::read);

    static PromoteMember read(JsonObject in) {
        return new PromoteMember(in.network("network_id"), in.node("target_node_id"), in.node("node_id"));
    }

    @Override
    public CommandType<PromoteMember, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).node("target_node_id", target).nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        return actor.none() ? "" : "promote_member:" + actor + ":" + network + ":" + target;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param target the member
     * @param role its role from now on
     */
    public record Ok(NetworkId network, NodeId target, String role) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.node("target_node_id"), in.text("role"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).node("target_node_id", target).text("role", role);
        }
    }
}
