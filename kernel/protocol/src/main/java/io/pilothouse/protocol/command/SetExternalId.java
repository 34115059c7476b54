package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_external_id}: the id of a node at the identity provider ({@code commands-enterprise.md} 6.3).
 *
 * @param node the node
 * @param externalId the id; empty takes it away
 */
public record SetExternalId(NodeId node, String externalId) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetExternalId, Ok> TYPE = new CommandType<>("set_external_id", SetExternalId.class,
            SetExternalId::read, Ok::read);

    static SetExternalId read(JsonObject in) {
        return new SetExternalId(in.node("node_id"), in.text("external_id"));
    }

    @Override
    public CommandType<SetExternalId, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).text("external_id", externalId);
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param externalId the id from now on, or empty
     */
    public record Ok(NodeId node, String externalId) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("external_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("external_id", externalId);
        }
    }
}
