package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/**
 * {@code set_expr_policy}: stores or clears the policy document of a network ({@code commands-core.md},
 * set_expr_policy).
 *
 * @param network the network
 * @param exprPolicy the document: text holding JSON, or an object
 * @param actor the node that acts by its role, if one does
 */
public record SetExprPolicy(NetworkId network, Optional<Object> exprPolicy, NodeId actor) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetExprPolicy, Ok> TYPE = new CommandType<>("set_expr_policy", SetExprPolicy.class,
            SetExprPolicy::read, Ok::read);

    static SetExprPolicy read(JsonObject in) {
        return new SetExprPolicy(in.network("network_id"), in.value("expr_policy"), in.node("node_id"));
    }

    @Override
    public CommandType<SetExprPolicy, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).valueIfPresent("expr_policy", exprPolicy).nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        return actor.none() ? "" : "set_expr_policy:" + actor + ":" + network;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param cleared whether there is none from now on
     */
    public record Ok(NetworkId network, boolean cleared) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.flag("cleared"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).flagIfSet("cleared", cleared);
        }
    }
}
