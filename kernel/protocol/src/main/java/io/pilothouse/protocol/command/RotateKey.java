package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code rotate_key}: replaces the key of a node ({@code commands-core.md}, rotate_key).
 *
 * @param node the node
 * @param newPublicKey the new key as sent, unchecked
 */
public record RotateKey(NodeId node, String newPublicKey) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<RotateKey, Ok> TYPE = new CommandType<>("rotate_key", RotateKey.class,
            RotateKey::read, Ok::read);

    static RotateKey read(JsonObject in) {
        return new RotateKey(in.node("node_id"), in.text("new_public_key"));
    }

    @Override
    public CommandType<RotateKey, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).text("new_public_key", newPublicKey);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return shortSignedText() + ":" + newPublicKey;
    }

    /** The R1 form, which does not cover the new key; accepted only where the operator says so. */
    public String shortSignedText() {
        return "rotate:" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param address its backbone address as text
     * @param publicKey the new key as sent
     */
    public record Ok(NodeId node, String address, String publicKey) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("address"), in.text("public_key"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("address", address).text("public_key", publicKey);
        }
    }
}
