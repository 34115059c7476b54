package io.pilothouse.kernel.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One network of a Go snapshot with its members. */
final class GoNetwork {
    private GoNetwork() {}

    /**
     * The facts of a network.
     *
     * @param order gives positions of members
     */
    static void read(String under, JsonNode json, LongSupplier order, Consumer<Change> out, ImportReport report) {
        NetworkId id = NetworkId.of(Math.toIntExact(GoField.id(under, json)));
        long created = GoTime.millis(json.path("created"), report, "network " + id);
        if (id.backbone()) {
            Network backbone = Network.backbone(created);
            out.accept(new Change.NetworkPut(backbone.withExprPolicy(document(json.path("expr_policy")))));
            return;
        }
        NetworkName name;
        try {
            name = NetworkName.forNetwork(json.path("name").asText(""));
        } catch (IllegalArgumentException invalid) {
            name = new NetworkName("network-" + id);
            report.remark("network renamed because its name is not valid",
                    json.path("name").asText("") + " is " + name);
        }
        JsonNode policy = json.path("policy");
        List<Integer> ports = new ArrayList<>();
        policy.path("allowed_ports").forEach(port -> ports.add(port.asInt()));
        out.accept(new Change.NetworkPut(new Network(id, name, joinRule(json, name, report),
                new SealedSecret(GoField.text(json, "token")), new SealedSecret(GoField.text(json, "admin_token")),
                new NetworkPolicy(policy.path("max_members").asInt(), ports, policy.path("description").asText("")),
                document(json.path("rules")), document(json.path("expr_policy")),
                GoField.flag(json, "enterprise"), created, false)));
        report.count("networks");
        members(json, id, created, order, out, report);
    }

    private static JoinRule joinRule(JsonNode json, NetworkName name, ImportReport report) {
        String text = json.path("join_rule").asText("open");
        return JoinRule.parse(text).orElseGet(() -> {
            report.remark("join rule nobody could fulfil is now invite", name + ": " + text);
            return JoinRule.INVITE;
        });
    }

    private static String document(JsonNode json) {
        return json.isObject() ? json.toString() : "";
    }

    private static void members(JsonNode json, NetworkId id, long created, LongSupplier order, Consumer<Change> out,
            ImportReport report) {
        JsonNode roles = json.path("member_roles");
        JsonNode tags = json.path("member_tags");
        boolean roleless = roles.isEmpty();
        boolean first = true;
        Set<NodeId> members = new HashSet<>();
        for (JsonNode member : json.path("members")) {
            NodeId node = NodeId.of(member.asLong());
            if (!members.add(node)) {
                continue;
            }
            // A network whose roles were dropped gets them back on loading (rule 4).
            Role role = roleless
                    ? first ? Role.OWNER : Role.MEMBER
                    : Role.parse(roles.path(node.toString()).asText("")).orElse(Role.MEMBER);
            first = false;
            out.accept(new Change.MemberPut(new Membership(id, node, order.getAsLong(), role,
                    GoNode.texts(tags.path(node.toString())), created, NodeId.NONE)));
            report.count("memberships");
        }
        if (roleless && !members.isEmpty()) {
            report.remark("network without roles: the first member owns it now", json.path("name").asText(""));
        }
        tags.properties().forEach(entry -> {
            NodeId node = NodeId.of(Long.parseLong(entry.getKey()));
            if (!members.contains(node)) {
                out.accept(new Change.TagsKept(new KeptTags(id, node, GoNode.texts(entry.getValue()))));
            }
        });
    }
}
