package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.OptionalDouble;

/**
 * {@code get_audit_log}: the newest audit entries ({@code commands-enterprise.md} 9.1).
 *
 * @param network only entries of this network; the backbone for all
 * @param limit how many, if sent
 * @param node only entries of this node, if sent
 * @param action only entries with this action, or empty
 * @param cursor where to go on, or empty
 */
public record GetAuditLog(NetworkId network, OptionalDouble limit, NodeId node, String action,
        String cursor) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetAuditLog, Ok> TYPE = new CommandType<>("get_audit_log", GetAuditLog.class,
            GetAuditLog::read, Ok::read);

    static GetAuditLog read(JsonObject in) {
        return new GetAuditLog(in.network("network_id"), in.number("limit"), in.node("node_id"), in.text("action"),
                in.text("cursor"));
    }

    @Override
    public CommandType<GetAuditLog, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.networkIfAny("network_id", network).numberIfPresent("limit", limit).nodeIfAny("node_id", node)
                .textIfAny("action", action).textIfAny("cursor", cursor);
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param entries the entries, newest first
     * @param nextCursor where to go on, empty at the end
     */
    public record Ok(List<Entry> entries, String nextCursor) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "entries", Entry::read), in.text("next_cursor"));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("entries", entries, Entry::write).textIfAny("next_cursor", nextCursor);
        }
    }

    /**
     * One entry.
     *
     * @param timestamp when, RFC 3339 UTC
     * @param action what happened
     * @param network in which network, if in one
     * @param node to which node, if to one
     * @param details other attributes as {@code key=value} pairs, or empty
     * @param previousHash hash of the entry before (R2), or empty
     * @param hash hash of this entry (R2), or empty
     */
    public record Entry(String timestamp, String action, NetworkId network, NodeId node, String details,
            String previousHash, String hash) {
        static Entry read(JsonObject in) {
            return new Entry(in.text("timestamp"), in.text("action"), in.network("network_id"), in.node("node_id"),
                    in.text("details"), in.text("prev_hash"), in.text("hash"));
        }

        void write(JsonWriter out) {
            out.text("timestamp", timestamp).text("action", action).networkIfAny("network_id", network)
                    .nodeIfAny("node_id", node).textIfAny("details", details).textIfAny("prev_hash", previousHash)
                    .textIfAny("hash", hash);
        }
    }
}
