package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_visibility}: shows a node to everybody or hides it ({@code commands-core.md}, set_visibility).
 *
 * @param node the node
 * @param isPublic whether everybody may resolve it
 */
public record SetVisibility(NodeId node, boolean isPublic) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetVisibility, Ok> TYPE = new CommandType<>("set_visibility", SetVisibility.class,
            SetVisibility::read, Ok::read);

    static SetVisibility read(JsonObject in) {
        return new SetVisibility(in.node("node_id"), in.flag("public"));
    }

    @Override
    public CommandType<SetVisibility, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).flag("public", isPublic);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "set_visibility:" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param visibility {@code public} or {@code private}
     */
    public record Ok(NodeId node, String visibility) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("visibility"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("visibility", visibility);
        }
    }
}
