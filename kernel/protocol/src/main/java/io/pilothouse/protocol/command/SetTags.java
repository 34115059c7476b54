package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code set_tags}: replaces the tags of a node ({@code commands-core.md}, set_tags).
 *
 * @param node the node
 * @param tags the wanted tags as sent, unchecked
 */
public record SetTags(NodeId node, List<String> tags) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetTags, Ok> TYPE = new CommandType<>("set_tags", SetTags.class, SetTags::read,
            Ok::read);

    static SetTags read(JsonObject in) {
        return new SetTags(in.node("node_id"), in.texts("tags"));
    }

    @Override
    public CommandType<SetTags, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).texts("tags", tags);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "set_tags:" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param tags its tags from now on
     */
    public record Ok(NodeId node, List<String> tags) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.texts("tags"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).texts("tags", tags);
        }
    }
}
