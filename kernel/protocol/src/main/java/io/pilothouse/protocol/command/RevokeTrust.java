package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code revoke_trust}: a node ends the trust between itself and a peer ({@code commands-core.md}, revoke_trust).
 *
 * @param node the node that acts
 * @param peer the other node
 */
public record RevokeTrust(NodeId node, NodeId peer) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<RevokeTrust, EmptyReply> TYPE = new CommandType<>("revoke_trust", RevokeTrust.class,
            RevokeTrust::read, EmptyReply::read);

    static RevokeTrust read(JsonObject in) {
        return new RevokeTrust(in.node("node_id"), in.node("peer_id"));
    }

    @Override
    public CommandType<RevokeTrust, EmptyReply> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).node("peer_id", peer);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "revoke_trust:" + node + ":" + peer;
    }
}
