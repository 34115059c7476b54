package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code report_trust}: a node trusts a peer ({@code commands-core.md}, report_trust).
 *
 * @param node the node that trusts
 * @param peer the node that is trusted
 */
public record ReportTrust(NodeId node, NodeId peer) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ReportTrust, EmptyReply> TYPE = new CommandType<>("report_trust", ReportTrust.class,
            ReportTrust::read, EmptyReply::read);

    static ReportTrust read(JsonObject in) {
        return new ReportTrust(in.node("node_id"), in.node("peer_id"));
    }

    @Override
    public CommandType<ReportTrust, EmptyReply> type() {
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
        return "report_trust:" + node + ":" + peer;
    }
}
