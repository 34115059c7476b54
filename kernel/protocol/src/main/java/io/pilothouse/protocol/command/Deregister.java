package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code deregister}: removes a node ({@code commands-core.md}, deregister).
 *
 * @param node the node
 */
public record Deregister(NodeId node) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<Deregister, EmptyReply> TYPE = new CommandType<>("deregister", Deregister.class,
            Deregister::read, EmptyReply::read);

    static Deregister read(JsonObject in) {
        return new Deregister(in.node("node_id"));
    }

    @Override
    public CommandType<Deregister, EmptyReply> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "deregister:" + node;
    }
}
