package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.audit.AuditText;
import io.pilothouse.kernel.command.audit.AuditTrail;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.wire.Frames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The state as R1 writes it into its store and pushes it to standbys ({@code replication-and-storage.md} 3.1 and 3.2), in a
 * {@code replication_snapshot} message.
 *
 * <p>Threads: any. Taken while the registry works it is blurred by changes that are committed meanwhile; the push after those
 * holds them whole.
 */
final class SnapshotText {
    private static final int VERSION = 1;

    private final StateView state;
    private final Presence presence;
    private final AuditTrail audit;
    private final Supplier<Statistics> statistics;
    private final SecretBox secrets;
    private final InstantSource clock;

    SnapshotText(StateView state, Presence presence, AuditTrail audit, Supplier<Statistics> statistics,
            SecretBox secrets, InstantSource clock) {
        this.state = state;
        this.presence = presence;
        this.audit = audit;
        this.statistics = statistics;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The message.
     *
     * @throws IllegalStateException if the snapshot is longer than any standby of R1 or R2 reads
     */
    byte[] message() {
        JsonWriter body = new JsonWriter(1 << 16);
        write(body);
        String checksum = sha256(body);
        // The checksum takes the place of the last brace, which belongs to the snapshot.
        byte[] base = body.bytes();
        byte[] head = "{\"snapshot\":".getBytes(StandardCharsets.US_ASCII);
        byte[] tail = (",\"checksum\":\"" + checksum + "\"},\"type\":\"" + Messages.SNAPSHOT + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + base.length - 1 + tail.length).put(head)
                .put(base, 0, base.length - 1).put(tail).array();
    }

    private static String sha256(JsonWriter body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body.buffer(), 0, body.length());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private void write(JsonWriter out) {
        Statistics counted = statistics.get();
        out.beginObject().number("version", VERSION).number("next_node", state.nextNode())
                .number("next_net", state.nextNetwork());
        Set<String> tags = new HashSet<>();
        out.beginObject("nodes");
        state.identities().filter(Node::live).forEach(node -> {
            tags.addAll(node.tags());
            SnapshotParts.node(out, node, state.networksOf(node.id()), presence.lastSeen(node.id()));
            withinReach(out);
        });
        out.endObject().beginObject("networks");
        state.networks().forEach(network -> {
            SnapshotParts.network(out, network, secrets, state,
                    counted.networkRequests().getOrDefault(network.id(), 0L));
            withinReach(out);
        });
        out.endObject();
        List<String> pairs = state.consents().filter(state::linked)
                .map(consent -> consent.from().compareTo(consent.to()) < 0 ? consent : consent.reversed()).distinct()
                .map(consent -> consent.from() + ":" + consent.to()).toList();
        out.textsIfAny("trust_pairs", pairs).beginObject("pub_key_idx");
        state.identities().filter(node -> node.key() != null).forEach(node -> {
            out.number(node.key().base64(), node.id().value());
            withinReach(out);
        });
        out.endObject();
        SnapshotParts.inboxes(out, state);
        SnapshotParts.numberIfAny(out, "total_requests", counted.requests());
        SnapshotParts.numberIfAny(out, "total_nodes", state.liveNodes());
        SnapshotParts.numberIfAny(out, "online_nodes", presence.onlineNodes(clock.millis()));
        SnapshotParts.numberIfAny(out, "trust_links", pairs.size());
        SnapshotParts.numberIfAny(out, "unique_tags", tags.size());
        SnapshotParts.numberIfAny(out, "task_executors", state.taskExecutors());
        out.text("start_time", Instant.ofEpochMilli(counted.since()).toString());
        SnapshotParts.histories(out, counted);
        out.objectsIfAny("audit_log", audit.recent(NetworkId.BACKBONE, AuditTrail.KEPT).reversed(),
                (entry, line) -> auditLine(AuditText.entry(entry), line));
        out.endObject();
        withinReach(out);
    }

    private static void auditLine(GetAuditLog.Entry entry, JsonWriter out) {
        out.text("timestamp", entry.timestamp()).text("action", entry.action())
                .networkIfAny("network_id", entry.network()).nodeIfAny("node_id", entry.node())
                .textIfAny("details", entry.details());
    }

    private static void withinReach(JsonWriter out) {
        if (out.length() > Frames.CAP_R2) {
            throw new IllegalStateException("the snapshot is longer than the " + Frames.CAP_R2
                    + " bytes that standbys of R2 read (R1: " + Frames.CAP_R1
                    + "); follow with a Pilothouse standby, which reads records");
        }
    }
}
