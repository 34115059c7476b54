package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code check_trust}: whether two nodes trust each other ({@code commands-core.md}, check_trust).
 *
 * @param node one node
 * @param peer the other node
 * @param requester who asks, if it says so (R2 strict mode)
 */
public record CheckTrust(NodeId node, NodeId peer, NodeId requester) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<CheckTrust, Ok> TYPE = new CommandType<>("check_trust", CheckTrust.class,
            CheckTrust::read, Ok::read);

    static CheckTrust read(JsonObject in) {
        return new CheckTrust(in.node("node_id"), in.node("peer_id"), in.node("requester_id"));
    }

    @Override
    public CommandType<CheckTrust, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).node("peer_id", peer).nodeIfAny("requester_id", requester);
    }

    @Override
    public NodeId signer() {
        return requester;
    }

    @Override
    public String signedText() {
        return requester.none() ? "" : "check_trust:" + node + ":" + peer;
    }

    /**
     * The reply.
     *
     * @param trusted whether they do
     */
    public record Ok(boolean trusted) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.flag("trusted"));
        }

        @Override
        public void write(JsonWriter out) {
            out.flag("trusted", trusted);
        }
    }
}
