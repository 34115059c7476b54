package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code get_expr_policy}: the policy document of a network ({@code commands-core.md}, get_expr_policy).
 *
 * @param network the network
 */
public record GetExprPolicy(NetworkId network) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetExprPolicy, Ok> TYPE = new CommandType<>("get_expr_policy", GetExprPolicy.class,
            GetExprPolicy::read, Ok::read);

    static GetExprPolicy read(JsonObject in) {
        return new GetExprPolicy(in.network("network_id"));
    }

    @Override
    public CommandType<GetExprPolicy, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network);
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param exprPolicy the document as JSON text, or empty
     */
    public record Ok(NetworkId network, String exprPolicy) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), Wire.document(in, "expr_policy"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).documentIfAny("expr_policy", exprPolicy);
        }
    }
}
