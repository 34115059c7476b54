package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code get_member_role}: what a member may do ({@code commands-enterprise.md} 2.5).
 *
 * @param network the network
 * @param target the member asked for
 */
public record GetMemberRole(NetworkId network, NodeId target) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetMemberRole, Ok> TYPE = new CommandType<>("get_member_role",
            GetMemberRole.class, GetMemberRole::read, Ok::read);

    static GetMemberRole read(JsonObject in) {
        return new GetMemberRole(in.network("network_id"), in.node("target_node_id"));
    }

    @Override
    public CommandType<GetMemberRole, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).node("target_node_id", target);
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
     * @param role its role as wire text
     */
    public record Ok(NetworkId network, NodeId target, String role) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.node("target_node_id"), in.text("role"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).text("role", role).node("target_node_id", target);
        }
    }
}
