package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code demote_member}: makes an administrator a member ({@code commands-enterprise.md} 2.2).
 *
 * @param network the network
 * @param target the member
 * @param actor the node that acts by its role, if one does
 */
public record DemoteMember(NetworkId network, NodeId target, NodeId actor) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<DemoteMember, Ok> TYPE = new CommandType<>("demote_member", DemoteMember.class,
            DemoteMember::read, Ok::read);

    static DemoteMember read(JsonObject in) {
        return new DemoteMember(in.network("network_id"), in.node("target_node_id"), in.node("node_id"));
    }

    @Override
    public CommandType<DemoteMember, Ok> type() {
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
        return actor.none() ? "" : "demote_member:" + actor + ":" + network + ":" + target;
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
