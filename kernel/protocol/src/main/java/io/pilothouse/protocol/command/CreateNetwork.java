package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/**
 * {@code create_network}: creates a network ({@code commands-core.md}, create_network).
 *
 * @param node its first member and owner
 * @param name its name, unchecked
 * @param joinRule how nodes get in, unchecked; empty means open
 * @param token what joiners must know, or empty
 * @param enterprise whether the enterprise commands apply to it
 * @param networkAdminToken its own admin token, or empty
 * @param rules rules of a managed network: text holding JSON, or an object
 * @param exprPolicy policy document: text holding JSON, or an object
 */
public record CreateNetwork(NodeId node, String name, String joinRule, String token, boolean enterprise,
        String networkAdminToken, Optional<Object> rules, Optional<Object> exprPolicy) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<CreateNetwork, Ok> TYPE = new CommandType<>("create_network", CreateNetwork.class,
            CreateNetwork::read, Ok::read);

    static CreateNetwork read(JsonObject in) {
        return new CreateNetwork(in.node("node_id"), in.text("name"), in.text("join_rule"), in.text("token"),
                in.flag("enterprise"), in.text("network_admin_token"), in.value("rules"), in.value("expr_policy"));
    }

    @Override
    public CommandType<CreateNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).text("name", name).textIfAny("join_rule", joinRule).textIfAny("token", token)
                .flagIfSet("enterprise", enterprise).textIfAny("network_admin_token", networkAdminToken)
                .valueIfPresent("rules", rules).valueIfPresent("expr_policy", exprPolicy);
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param name its name
     * @param enterprise whether the enterprise commands apply to it
     * @param managed whether rules were given
     */
    public record Ok(NetworkId network, String name, boolean enterprise, boolean managed) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.text("name"), in.flag("enterprise"), in.flag("managed"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).text("name", name).flag("enterprise", enterprise).flagIfSet("managed",
                    managed);
        }
    }
}
