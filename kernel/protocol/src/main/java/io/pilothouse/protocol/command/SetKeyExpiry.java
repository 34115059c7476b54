package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_key_expiry}: says until when the key of a node is good ({@code commands-enterprise.md} 5.1).
 *
 * @param node the node
 * @param expiresAt RFC 3339 as sent, unchecked; empty or {@code never} for ever
 */
public record SetKeyExpiry(NodeId node, String expiresAt) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetKeyExpiry, Ok> TYPE = new CommandType<>("set_key_expiry", SetKeyExpiry.class,
            SetKeyExpiry::read, Ok::read);

    static SetKeyExpiry read(JsonObject in) {
        return new SetKeyExpiry(in.node("node_id"), in.text("expires_at"));
    }

    @Override
    public CommandType<SetKeyExpiry, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).textIfAny("expires_at", expiresAt);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "set_key_expiry:" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param expiresAt as sent, or empty
     */
    public record Ok(NodeId node, String expiresAt) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("expires_at"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).textIfAny("expires_at", expiresAt);
        }
    }
}
