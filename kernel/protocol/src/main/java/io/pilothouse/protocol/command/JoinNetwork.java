package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/**
 * {@code join_network}: makes a node a member of a network ({@code commands-core.md}, join_network).
 *
 * @param node the node
 * @param network the network
 * @param token what the network asks joiners to know, or empty
 */
public record JoinNetwork(NodeId node, NetworkId network, String token) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<JoinNetwork, Ok> TYPE = new CommandType<>("join_network", JoinNetwork.class,
            JoinNetwork::read, Ok::read);

    static JoinNetwork read(JsonObject in) {
        return new JoinNetwork(in.node("node_id"), in.network("network_id"), in.text("token"));
    }

    @Override
    public CommandType<JoinNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).network("network_id", network).textIfAny("token", token);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "join_network:" + node + ":" + network;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param address the address of the node in the network as text
     * @param rules the rules, if the network is managed
     * @param exprPolicy the policy document as JSON text, or empty
     */
    public record Ok(NetworkId network, String address, Optional<ManagedRules> rules,
            String exprPolicy) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.text("address"), in.object("rules").map(ManagedRules::read),
                    Wire.document(in, "expr_policy"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).text("address", address)
                    .objectIfPresent("rules", rules, ManagedRules::write).documentIfAny("expr_policy", exprPolicy);
        }
    }
}
