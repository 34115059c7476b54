package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code get_audit_log}: audit entries ({@code commands-enterprise.md} 9.1). With a network and a limit alone it asks, as R1
 * does, for the newest of the last thousand; with any other field, for what the durable trail holds.
 *
 * @param network only entries of this network; the backbone for all
 * @param limit how many, if sent
 * @param node only entries of this node, if sent
 * @param action only entries with this action, in which a star stands for anything, or empty
 * @param since only entries of this time or later, RFC 3339, or empty
 * @param until only entries before this time, RFC 3339, or empty
 * @param order {@code newest} first or {@code oldest} first, or empty for newest
 * @param cursor where to go on, or empty
 */
public record GetAuditLog(NetworkId network, OptionalDouble limit, NodeId node, String action, String since,
        String until, String order, String cursor) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetAuditLog, Ok> TYPE = new CommandType<>("get_audit_log", GetAuditLog.class,
            GetAuditLog::read, Ok::read);

    static GetAuditLog read(JsonObject in) {
        return new GetAuditLog(in.network("network_id"), in.number("limit"), in.node("node_id"), in.text("action"),
                in.text("since"), in.text("until"), in.text("order"), in.text("cursor"));
    }

    @Override
    public CommandType<GetAuditLog, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.networkIfAny("network_id", network).numberIfPresent("limit", limit).nodeIfAny("node_id", node)
                .textIfAny("action", action).textIfAny("since", since).textIfAny("until", until)
                .textIfAny("order", order).textIfAny("cursor", cursor);
    }

    /** Whether it asks for more than R1 knows. */
    public boolean ofTrail() {
        return !node.none() || !(action + since + until + order + cursor).isEmpty();
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param entries the entries, newest first unless asked for otherwise
     * @param nextCursor where to go on, empty at the end; entries may be few or none before the end
     * @param checkpoint the newest checkpoint of the trail, a signed note, or empty
     */
    public record Ok(List<Entry> entries, String nextCursor, String checkpoint) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "entries", Entry::read), in.text("next_cursor"), in.text("checkpoint"));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("entries", entries, Entry::write).textIfAny("next_cursor", nextCursor)
                    .textIfAny("checkpoint", checkpoint);
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
     * @param evidence what the durable trail knows besides, if it was asked
     */
    public record Entry(String timestamp, String action, NetworkId network, NodeId node, String details,
            String previousHash, String hash, Optional<Evidence> evidence) {
        static Entry read(JsonObject in) {
            return new Entry(in.text("timestamp"), in.text("action"), in.network("network_id"), in.node("node_id"),
                    in.text("details"), in.text("prev_hash"), in.text("hash"), Evidence.read(in));
        }

        void write(JsonWriter out) {
            out.text("timestamp", timestamp).text("action", action).networkIfAny("network_id", network)
                    .nodeIfAny("node_id", node).textIfAny("details", details).textIfAny("prev_hash", previousHash)
                    .textIfAny("hash", hash);
            evidence.ifPresent(known -> known.write(out));
        }
    }

    /**
     * Who did it, how, and where it stands in the trail.
     *
     * @param sequence number of the record; its place in the tree is one less
     * @param actor who, for example {@code node:7}
     * @param proof how that was proved, for example {@code seal}
     * @param source address of the connection, {@code local} for the registry itself
     * @param request id of the request, or empty
     * @param command the command, or empty for the registry itself
     * @param outcome {@code ok}, or what was refused and why
     * @param data all attributes, typed
     */
    public record Evidence(long sequence, String actor, String proof, String source, String request, String command,
            String outcome, JsonObject data) {
        static Optional<Evidence> read(JsonObject in) {
            return in.number("sequence").isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Evidence(in.whole("sequence"), in.text("actor"), in.text("proof"),
                            in.text("source"), in.text("request"), in.text("command"), in.text("outcome"),
                            in.object("data").orElseGet(JsonObject::new)));
        }

        void write(JsonWriter out) {
            out.number("sequence", sequence).number("leaf_index", sequence - 1).text("actor", actor)
                    .text("proof", proof).textIfAny("source", source).textIfAny("request", request)
                    .textIfAny("command", command).text("outcome", outcome).value("data", data);
        }
    }
}
