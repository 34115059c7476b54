package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code recover_identity}: gives a node a new key by a recovery statement ({@code commands-core.md}, commands only
 * in R2).
 *
 * @param node the node
 * @param recovery the recovery statement, unchecked
 * @param recoverySignature signature of the issuer, base64
 * @param newPublicKey the new key as sent, unchecked
 */
public record RecoverIdentity(NodeId node, String recovery, String recoverySignature,
        String newPublicKey) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<RecoverIdentity, Ok> TYPE = new CommandType<>("recover_identity",
            RecoverIdentity.class, RecoverIdentity::read, Ok::read);

    static RecoverIdentity read(JsonObject in) {
        return new RecoverIdentity(in.node("node_id"), in.text("recovery"), in.text("recovery_sig"),
                in.text("new_public_key"));
    }

    @Override
    public CommandType<RecoverIdentity, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).text("recovery", recovery).text("recovery_sig", recoverySignature)
                .text("new_public_key", newPublicKey);
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
