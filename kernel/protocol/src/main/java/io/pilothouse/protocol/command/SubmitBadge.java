package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code submit_badge}: gives a node a badge of its owner's verified account ({@code commands-core.md}, commands only
 * in R2).
 *
 * @param node the node
 * @param badge the badge statement, unchecked
 * @param badgeSignature signature of the issuer, base64
 */
public record SubmitBadge(NodeId node, String badge, String badgeSignature) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SubmitBadge, Ok> TYPE = new CommandType<>("submit_badge", SubmitBadge.class,
            SubmitBadge::read, Ok::read);

    static SubmitBadge read(JsonObject in) {
        return new SubmitBadge(in.node("node_id"), in.text("badge"), in.text("badge_sig"));
    }

    @Override
    public CommandType<SubmitBadge, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).text("badge", badge).text("badge_sig", badgeSignature);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "submit_badge:" + node + ":" + badge;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param provider who verified the account
     */
    public record Ok(NodeId node, String provider) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("provider"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("provider", provider);
        }
    }
}
