package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code get_identity}: who stands behind a node ({@code commands-enterprise.md} 6.4).
 *
 * @param node the node
 */
public record GetIdentity(NodeId node) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetIdentity, Ok> TYPE = new CommandType<>("get_identity", GetIdentity.class,
            GetIdentity::read, Ok::read);

    static GetIdentity read(JsonObject in) {
        return new GetIdentity(in.node("node_id"));
    }

    @Override
    public CommandType<GetIdentity, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node);
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param externalId its id at the identity provider, or empty
     * @param owner its owner, or empty
     */
    public record Ok(NodeId node, String externalId, String owner) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("external_id"), in.text("owner"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("external_id", externalId).text("owner", owner);
        }
    }
}
