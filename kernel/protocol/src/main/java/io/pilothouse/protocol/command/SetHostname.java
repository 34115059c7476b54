package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_hostname}: gives a node its name or takes it away ({@code commands-core.md}, set_hostname).
 *
 * @param node the node
 * @param hostname the wanted name, unchecked; empty takes the name away
 */
public record SetHostname(NodeId node, String hostname) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetHostname, Ok> TYPE = new CommandType<>("set_hostname", SetHostname.class,
            SetHostname::read, Ok::read);

    static SetHostname read(JsonObject in) {
        return new SetHostname(in.node("node_id"), in.text("hostname"));
    }

    @Override
    public CommandType<SetHostname, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).text("hostname", hostname);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "set_hostname:" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param hostname its name from now on, or empty
     */
    public record Ok(NodeId node, String hostname) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("hostname"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("hostname", hostname);
        }
    }
}
