package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.OptionalLong;

/**
 * {@code resolve_hostname}: which node has a name ({@code commands-core.md}, resolve_hostname).
 *
 * @param hostname the name
 * @param requester who asks, if it says so
 */
public record ResolveHostname(String hostname, NodeId requester) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ResolveHostname, Ok> TYPE = new CommandType<>("resolve_hostname",
            ResolveHostname.class, ResolveHostname::read, Ok::read);

    static ResolveHostname read(JsonObject in) {
        return new ResolveHostname(in.text("hostname"), in.node("requester_id"));
    }

    @Override
    public CommandType<ResolveHostname, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("hostname", hostname).nodeIfAny("requester_id", requester);
    }

    @Override
    public NodeId signer() {
        return requester;
    }

    @Override
    public String signedText() {
        return requester.none() ? "" : "resolve_hostname:" + requester;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param address its backbone address as text
     * @param isPublic whether everybody may resolve it
     * @param hostname its name
     * @param lastSeen when it was last seen, seconds since 1970 UTC (R2)
     */
    public record Ok(NodeId node, String address, boolean isPublic, String hostname,
            OptionalLong lastSeen) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("address"), in.flag("public"), in.text("hostname"),
                    Wire.whole(in, "last_seen_unix"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("address", address).flag("public", isPublic).text("hostname", hostname)
                    .numberIfPresent("last_seen_unix", lastSeen);
        }
    }
}
