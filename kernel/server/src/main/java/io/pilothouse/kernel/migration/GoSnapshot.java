package io.pilothouse.kernel.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.HandshakeRequest;
import io.pilothouse.kernel.model.HandshakeResponse;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Reads the snapshot of a Go registry as facts, one node at a time, so that a million nodes need little memory.
 *
 * <p>Threads: one.
 */
public final class GoSnapshot {
    private static final Set<String> INFORMATIVE = Set.of("version", "checksum", "total_nodes", "online_nodes",
            "trust_links", "unique_tags", "task_executors", "restart_events", "downtime_intervals", "last_heartbeat",
            "probe_states", "term");
    private static final int EVERY = 1_000;

    private final Predicate<PublicKey> acceptable;
    private final long now;
    private final ImportReport report = new ImportReport();
    private final StateView imported;
    private final Map<NodeId, HandshakeInbox> inboxes = new HashMap<>();
    private final List<AuditLine> audit = new ArrayList<>();
    private KeyChecks keyChecks;
    private boolean backbone;
    private long highestNode;
    private int highestNetwork;
    private long nextOrder = 1;
    private long nextNode = 1;
    private int nextNetwork = 1;
    private Statistics statistics = Statistics.NONE;

    /**
     * An entry of the old audit ring.
     *
     * @param time milliseconds since 1970 UTC
     */
    public record AuditLine(long time, String action, long network, long node, String details) {}

    /**
     * A reader.
     *
     * @param acceptable whether a key can ever verify a signature
     * @param now milliseconds since 1970 UTC
     * @param imported the state that the facts are applied to as they are handed out; it tells what stands twice
     */
    public GoSnapshot(Predicate<PublicKey> acceptable, long now, StateView imported) {
        this.acceptable = acceptable;
        this.imported = imported;
        this.now = now;
    }

    /** What was found. */
    public ImportReport report() {
        return report;
    }

    /** The old audit ring, oldest first. */
    public List<AuditLine> audit() {
        return List.copyOf(audit);
    }

    /**
     * Reads a file.
     *
     * @param facts takes the facts
     * @param progress is told how many bytes were read, now and then
     * @throws IOException if the file is not a sound snapshot; the text says what is wrong
     */
    public void read(Path file, Consumer<Change> facts, LongConsumer progress) throws IOException {
        switch (SnapshotChecksum.verify(file)) {
            case WRONG -> throw new IOException("the checksum of " + file
                    + " is wrong: the file was altered or cut; take an undamaged copy of the snapshot");
            case ABSENT -> report.remark("the snapshot has no checksum and was not verified", file.toString());
            case RIGHT -> report.count("checksum verified");
        }
        // Every node is a field name of its own: names are not worth remembering.
        JsonFactory factory = JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(1 << 26).build()).build();
        try (KeyChecks checks = new KeyChecks(acceptable, report);
                JsonParser parser = JsonMapper.builder(factory).build().createParser(file.toFile())) {
            keyChecks = checks;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file + " is no snapshot: it does not begin with an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                member(name, parser, facts, progress);
            }
            checks.finish();
        } catch (com.fasterxml.jackson.core.JacksonException malformed) {
            throw new IOException(file + " is no sound snapshot: " + malformed.getMessage(), malformed);
        }
        finish(facts);
    }

    private void member(String name, JsonParser parser, Consumer<Change> facts, LongConsumer progress)
            throws IOException {
        switch (name) {
            case "nodes" -> each(parser, progress, (key, json) -> node(json, facts));
            case "networks" -> each(parser, progress, (key, json) -> network(json, facts));
            case "pub_key_idx" -> each(parser, progress, (key, json) -> knownKey(key, json.asLong(), facts));
            case "trust_pairs" -> parser.<JsonNode>readValueAsTree().forEach(pair -> trust(pair.asText(), facts));
            case "handshake_inbox" -> each(parser, progress, this::requests);
            case "handshake_responses" -> each(parser, progress, this::responses);
            case "invite_inbox" -> each(parser, progress, (key, json) -> invites(key, json, facts));
            case "audit_log" -> parser.<JsonNode>readValueAsTree().forEach(this::auditLine);
            case "next_node" -> nextNode = parser.getLongValue();
            case "next_net" -> nextNetwork = parser.getIntValue();
            case "total_requests" -> statistics = new Statistics(parser.getLongValue(), statistics.since(), List.of(),
                    List.of(), Map.of(), Map.of(), Map.of());
            case "start_time" -> statistics = new Statistics(statistics.requests(),
                    GoTime.millis(parser.readValueAsTree(), report, "start_time"), statistics.hourly(),
                    statistics.daily(), Map.of(), Map.of(), Map.of());
            case "hourly_history" -> statistics = new Statistics(statistics.requests(), statistics.since(),
                    GoHistory.samples(parser.readValueAsTree(), 3600, 24), statistics.daily(), Map.of(), Map.of(),
                    Map.of());
            case "daily_history" -> statistics = new Statistics(statistics.requests(), statistics.since(),
                    statistics.hourly(), GoHistory.samples(parser.readValueAsTree(), 86400, 7), Map.of(), Map.of(),
                    Map.of());
            default -> {
                if (!INFORMATIVE.contains(name)) {
                    report.remark("part of the snapshot left aside; configure it anew", name);
                }
                parser.skipChildren();
            }
        }
    }

    @FunctionalInterface
    private interface Entry {
        void take(String key, JsonNode json) throws IOException;
    }

    private static void each(JsonParser parser, LongConsumer progress, Entry entry) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        long count = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            try {
                entry.take(key, parser.readValueAsTree());
            } catch (IllegalArgumentException invalid) {
                throw new IOException("entry \"" + key + "\" of the snapshot is not valid: " + invalid.getMessage(),
                        invalid);
            }
            if (++count % EVERY == 0) {
                progress.accept(parser.currentLocation().getByteOffset());
            }
        }
    }

    private void node(JsonNode json, Consumer<Change> facts) throws IOException {
        Node node = GoNode.read(json, name -> imported.identityOf(name).isEmpty(), report);
        if (node == null) {
            return;
        }
        if (imported.identity(node.id()).isPresent()
                || node.publicKey().flatMap(imported::identityOf).isPresent()) {
            throw new IllegalArgumentException("node " + node.id() + " or its key stands twice");
        }
        if (node.key() != null) {
            keyChecks.add(node.id(), node.key());
        }
        highestNode = Math.max(highestNode, node.id().value());
        facts.accept(new Change.NodePut(node));
        report.count("nodes");
    }

    private void network(JsonNode json, Consumer<Change> facts) {
        int id = json.path("id").asInt();
        backbone |= id == 0;
        highestNetwork = Math.max(highestNetwork, id);
        GoNetwork.read(json, () -> nextOrder++, facts, report);
    }

    /** A key without a live node keeps its id for when it comes back. */
    private void knownKey(String text, long id, Consumer<Change> facts) {
        PublicKey key = PublicKey.parse(text);
        NodeId node = NodeId.of(id);
        highestNode = Math.max(highestNode, id);
        if (imported.identityOf(key).isPresent()) {
            return;
        }
        if (imported.identity(node).isPresent()) {
            report.remark("older key of a node forgotten", "node " + node);
            return;
        }
        facts.accept(new Change.NodePut(
                Node.fresh(node, key, now).with(edit -> edit.standing(Standing.REAPED))));
        report.count("identities of nodes that are not live");
    }

    private void trust(String pair, Consumer<Change> facts) {
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("trust pair " + pair + " is not A:B");
        }
        Consent consent = new Consent(NodeId.of(Long.parseLong(pair.substring(0, colon))),
                NodeId.of(Long.parseLong(pair.substring(colon + 1))));
        // The old pair was symmetric: both have consented.
        facts.accept(new Change.ConsentPut(consent));
        facts.accept(new Change.ConsentPut(consent.reversed()));
        report.count("trust pairs");
    }

    private void requests(String key, JsonNode json) {
        NodeId node = NodeId.of(Long.parseLong(key));
        List<HandshakeRequest> requests = new ArrayList<>();
        json.forEach(entry -> requests.add(new HandshakeRequest(NodeId.of(entry.path("from_node_id").asLong()),
                entry.path("public_key").asText(""), entry.path("justification").asText(""),
                GoTime.millis(entry.path("timestamp"), report, "handshake for node " + node))));
        inboxes.merge(node, new HandshakeInbox(requests, List.of()),
                (one, other) -> new HandshakeInbox(other.requests(), one.responses()));
        report.count("handshake inboxes");
    }

    private void responses(String key, JsonNode json) {
        NodeId node = NodeId.of(Long.parseLong(key));
        List<HandshakeResponse> responses = new ArrayList<>();
        json.forEach(entry -> responses.add(new HandshakeResponse(NodeId.of(entry.path("from_node_id").asLong()),
                entry.path("accept").asBoolean(),
                GoTime.millis(entry.path("timestamp"), report, "handshake answer for node " + node))));
        List<HandshakeResponse> newest = responses.subList(
                Math.max(0, responses.size() - HandshakeInbox.CAPACITY), responses.size());
        inboxes.merge(node, new HandshakeInbox(List.of(), newest),
                (one, other) -> new HandshakeInbox(one.requests(), other.responses()));
    }

    private void invites(String key, JsonNode json, Consumer<Change> facts) {
        NodeId node = NodeId.of(Long.parseLong(key));
        List<Invite> invites = new ArrayList<>();
        json.forEach(entry -> invites.add(new Invite(NetworkId.of(entry.path("network_id").asInt()),
                NodeId.of(entry.path("inviter_id").asLong()),
                GoTime.millis(entry.path("timestamp"), report, "invite for node " + node))));
        facts.accept(new Change.InvitesPut(node, invites));
        invites.forEach(invite -> report.count("invitations"));
    }

    private void auditLine(JsonNode json) {
        audit.add(new AuditLine(GoTime.millis(json.path("timestamp"), report, "audit entry"),
                json.path("action").asText(""), json.path("network_id").asLong(), json.path("node_id").asLong(),
                json.path("details").asText("")));
        report.count("audit entries");
    }

    private void finish(Consumer<Change> facts) {
        if (!backbone) {
            facts.accept(new Change.NetworkPut(Network.backbone(now)));
            report.remark("the backbone was missing and is made anew", "network 0");
        }
        inboxes.forEach((node, inbox) -> facts.accept(new Change.HandshakesPut(node, inbox)));
        if (nextNode <= highestNode || nextNetwork <= highestNetwork) {
            report.remark("the next ids stood below ids in use and were raised",
                    "next node " + nextNode + ", next network " + nextNetwork);
        }
        facts.accept(new Change.CountersPut(Math.max(nextNode, highestNode + 1),
                Math.max(nextNetwork, highestNetwork + 1), nextOrder));
        facts.accept(new Change.StatisticsPut(statistics));
    }
}
