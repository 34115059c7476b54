package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.KeyTimes;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.KeyLife;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.model.Statistics.NetworkSample;
import io.pilothouse.kernel.model.Statistics.Sample;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The parts of a snapshot as R1 writes them ({@code replication-and-storage.md} 3.1), zero fields left out as listed there. */
final class SnapshotParts {
    private SnapshotParts() {}

    static void node(JsonWriter out, Node node, List<NetworkId> networks, long seen) {
        KeyLife life = node.keyLife();
        out.beginObject(node.id().toString()).node("id", node.id()).textIfAny("owner", node.owner())
                .text("public_key", node.key() == null ? "" : node.key().base64())
                .textIfAny("real_addr", node.realAddress()).networks("networks", networks)
                .flagIfSet("public", node.isPublic()).textIfAny("last_seen", time(seen))
                .textIfAny("hostname", node.nameText()).textsIfAny("tags", node.tags());
        numberIfAny(out, "polo_score", node.poloScore());
        out.flagIfSet("task_exec", node.taskExec()).textsIfAny("lan_addrs", node.lanAddresses())
                .textIfAny("key_created", time(life.created())).textIfAny("key_rotated", time(life.rotated()))
                .textIfAny("key_expires", KeyTimes.expiry(life));
        numberIfAny(out, "key_rot_count", life.rotations());
        out.textIfAny("external_id", node.externalId()).textIfAny("version", node.version())
                .objectsIfAny("endpoints", node.endpoints(),
                        (endpoint, one) -> one.text("network", endpoint.network()).text("addr", endpoint.address()))
                .flagIfSet("relay_only", node.relayOnly());
        node.extras().forEach((name, value) -> out.value(name, value));
        out.endObject();
    }

    static void network(JsonWriter out, Network network, SecretBox secrets, StateView state, long requests) {
        NetworkId id = network.id();
        List<NodeId> members = id.backbone()
                ? state.identities().filter(Node::live).map(Node::id).sorted().toList()
                : state.members(id).map(Membership::node).toList();
        out.beginObject(id.toString()).network("id", id).text("name", network.name().text())
                .text("join_rule", network.joinRule().toString())
                .textIfAny("token", clear(secrets, network.token(), network.tokenPurpose()))
                .beginArray("members");
        members.forEach(member -> out.element(member.value()));
        out.endArray();
        List<Membership> memberships = id.backbone() ? List.of() : state.members(id).toList();
        if (memberships.stream().anyMatch(member -> member.role() != null)) {
            out.beginObject("member_roles");
            memberships.stream().filter(member -> member.role() != null)
                    .forEach(member -> out.text(member.node().toString(), member.role().toString()));
            out.endObject();
        }
        memberTags(out, id, memberships, state);
        out.textIfAny("admin_token", clear(secrets, network.adminToken(), network.adminTokenPurpose()));
        NetworkPolicy policy = network.policy();
        if (!policy.equals(NetworkPolicy.NONE)) {
            out.beginObject("policy").number("max_members", policy.maxMembers())
                    .numbers("allowed_ports", policy.allowedPorts()).text("description", policy.description())
                    .endObject();
        }
        out.documentIfAny("rules", network.rules()).documentIfAny("expr_policy", network.exprPolicy())
                .flagIfSet("enterprise", network.enterprise());
        numberIfAny(out, "request_count", requests);
        out.text("created", WireTime.text(network.created())).endObject();
    }

    private static String clear(SecretBox secrets, SealedSecret secret, String purpose) {
        return secrets.open(secret, purpose)
                .orElseThrow(() -> new IllegalStateException("the secret " + purpose + " cannot be decrypted"));
    }

    private static void memberTags(JsonWriter out, NetworkId id, List<Membership> memberships, StateView state) {
        Map<String, List<String>> tags = new TreeMap<>();
        memberships.stream().filter(member -> !member.tags().isEmpty())
                .forEach(member -> tags.put(member.node().toString(), member.tags()));
        state.keptTags(id).forEach(kept -> tags.put(kept.node().toString(), kept.tags()));
        if (!tags.isEmpty()) {
            out.beginObject("member_tags");
            tags.forEach(out::texts);
            out.endObject();
        }
    }

    static void inboxes(JsonWriter out, StateView state) {
        List<NodeId> asked = asked(state, inbox -> !inbox.requests().isEmpty());
        if (!asked.isEmpty()) {
            out.beginObject("handshake_inbox");
            asked.forEach(node -> out.objects(node.toString(), state.handshakes(node).requests(),
                    (request, one) -> one.node("from_node_id", request.from())
                            .textIfAny("public_key", request.publicKey())
                            .text("justification", request.justification())
                            .text("timestamp", exact(request.time()))));
            out.endObject();
        }
        List<NodeId> answered = asked(state, inbox -> !inbox.responses().isEmpty());
        if (!answered.isEmpty()) {
            out.beginObject("handshake_responses");
            answered.forEach(node -> responses(out, node, state.handshakes(node)));
            out.endObject();
        }
        List<NodeId> invited = state.invited().sorted().toList();
        if (!invited.isEmpty()) {
            out.beginObject("invite_inbox");
            invited.forEach(node -> out.objectsIfAny(node.toString(), state.invites(node),
                    (invite, one) -> one.network("network_id", invite.network()).node("inviter_id", invite.inviter())
                            .text("timestamp", exact(invite.time()))));
            out.endObject();
        }
    }

    private static List<NodeId> asked(StateView state, Predicate<HandshakeInbox> wanted) {
        return state.asked().filter(node -> wanted.test(state.handshakes(node))).sorted().toList();
    }

    private static void responses(JsonWriter out, NodeId node, HandshakeInbox inbox) {
        out.objectsIfAny(node.toString(), inbox.responses(), (response, one) -> one
                .node("from_node_id", response.from()).flag("accept", response.accept())
                .text("timestamp", exact(response.time())));
    }

    static void histories(JsonWriter out, Statistics statistics) {
        out.objectsIfAny("hourly_history", statistics.hourly(), SnapshotParts::sample).objectsIfAny("daily_history",
                statistics.daily(), SnapshotParts::sample);
        networks(out, "net_hourly_history", statistics.networkHourly());
        networks(out, "net_daily_history", statistics.networkDaily());
    }

    private static void sample(Sample sample, JsonWriter out) {
        out.number("ts", sample.time()).number("total_nodes", sample.totalNodes())
                .number("online_nodes", sample.onlineNodes()).number("trust_links", sample.trustLinks())
                .number("total_requests", sample.requests());
    }

    private static void networks(JsonWriter out, String name, Map<NetworkId, List<NetworkSample>> samples) {
        if (samples.isEmpty()) {
            return;
        }
        out.beginObject(name);
        samples.forEach((network, list) -> out.objects(network.toString(), list,
                (sample, one) -> one.number("ts", sample.time()).network("id", network).text("name", sample.name())
                        .number("members", sample.members()).number("online", sample.online())
                        .number("requests", sample.requests())));
        out.endObject();
    }

    /** A number, left out when it is 0. */
    static void numberIfAny(JsonWriter out, String name, long value) {
        if (value != 0) {
            out.number(name, value);
        }
    }

    private static String time(long millis) {
        return millis == 0 ? "" : WireTime.text(millis);
    }

    private static String exact(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
