package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code kick_member}: removes a member ({@code commands-enterprise.md} 2.3).
 *
 * @param network the network
 * @param target the member
 * @param actor the node that acts by its role, if one does
 */
public record KickMember(NetworkId network, NodeId target, NodeId actor) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<KickMember, Ok> TYPE = new CommandType<>("kick_member", KickMember.class,
            KickMember::read, Ok::read);

    static KickMember read(JsonObject in) {
        return new KickMember(in.network("network_id"), in.node("target_node_id"), in.node("node_id"));
    }

    @Override
    public CommandType<KickMember, Ok> type() {
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
        return actor.none() ? "" : "kick_member:" + actor + ":" + network + ":" + target;
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
     */
    public record Ok(NetworkId network, NodeId target) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.node("target_node_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).node("target_node_id", target);
        }
    }
}
