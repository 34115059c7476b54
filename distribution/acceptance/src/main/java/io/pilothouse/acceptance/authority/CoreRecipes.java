package io.pilothouse.acceptance.authority;

import static io.pilothouse.acceptance.authority.Recipe.nobody;
import static io.pilothouse.acceptance.authority.Recipe.role;
import static io.pilothouse.acceptance.authority.Recipe.self;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the commands of {@code commands-core.md} are made. */
final class CoreRecipes {
    private static final String LISTEN = "127.0.0.1:4000";

    private CoreRecipes() {}

    /** By the name of the table's row. */
    static Map<String, Recipe> all() {
        Map<String, Recipe> recipes = new HashMap<>();
        nodes(recipes);
        networks(recipes);
        trust(recipes);
        others(recipes);
        return recipes;
    }

    private static void nodes(Map<String, Recipe> recipes) {
        Recipe register = new Recipe(Recipe.Kind.KEY, Situation::member,
                (command, s) -> command.put("public_key", s.member().key().publicKey()).put("listen_addr", LISTEN),
                (command, s) -> "register:" + LISTEN + ":" + s.member().key().publicKey(), s -> List.of(), List.of(),
                false, true);
        recipes.put("register", register);
        recipes.put("register/ratchet", register.after(s -> List.of(Commands.register(s.member().key()).put("signature",
                s.member().key().sign("register:" + LISTEN + ":" + s.member().key().publicKey())))));
        recipes.put("heartbeat", self(Situation::member, (command, s) -> {}));
        recipes.put("deregister", self(Situation::member, (command, s) -> {}));
        Recipe rotate = self(Situation::member, (command, s) -> command.put("new_public_key",
                AgentKey.of(s.name("rotated") + "/" + s.network()).publicKey()))
                .signing((command, s) -> "rotate:" + s.member().node() + ":"
                        + command.path("new_public_key").asText());
        recipes.put("rotate_key", rotate);
        recipes.put("rotate_key/short",
                rotate.signing((command, s) -> "rotate:" + s.member().node()).notSealed());
        recipes.put("lookup", nobody((command, s) -> command.put("node_id", s.member().node())));
        recipes.put("resolve", self(Situation::member,
                (command, s) -> command.put("node_id", s.target().node()).put("requester_id", s.member().node()))
                .signing((command, s) -> "resolve:" + s.member().node() + ":" + s.target().node()));
        recipes.put("set_hostname",
                self(Situation::member, (command, s) -> command.put("hostname", hostname("set", s))));
        recipes.put("resolve_hostname", nobody((command, s) -> command.put("hostname", hostname("find", s)))
                .after(s -> List.of(
                        Stagehand.admin("set_hostname").put("node_id", s.member().node()).put("hostname",
                                hostname("find", s)),
                        Stagehand.admin("set_visibility").put("node_id", s.member().node()).put("public", true))));
        recipes.put("set_visibility", self(Situation::member, (command, s) -> command.put("public", true)));
        recipes.put("set_tags", self(Situation::member, (command, s) -> command.putArray("tags").add("one")));
        recipes.put("set_task_exec", self(Situation::member, (command, s) -> command.put("enabled", true)));
        recipes.put("punch", self(Situation::member,
                (command, s) -> command.put("requester_id", s.member().node()).put("node_a", s.member().node())
                        .put("node_b", s.target().node()).remove("node_id"))
                .signing((command, s) -> "punch:" + s.member().node() + ":" + s.target().node()));
    }

    private static String hostname(String prefix, Situation situation) {
        return prefix + "-" + situation.network() + "-" + situation.number();
    }

    private static void networks(Map<String, Recipe> recipes) {
        recipes.put("list_nodes", nobody((command, s) -> command.put("network_id", s.network())));
        recipes.put("list_nodes/backbone", nobody((command, s) -> command.put("network_id", 0)));
        recipes.put("list_networks", nobody((command, s) -> {}));
        recipes.put("create_network", nobody((command, s) -> create(command, s, "open")));
        recipes.put("create_network/invite", nobody((command, s) -> create(command, s, "invite")));
        recipes.put("join_network", self(Situation::other, (command, s) -> command.put("network_id", s.network()))
                .signing((command, s) -> "join_network:" + s.other().node() + ":" + s.network()));
        recipes.put("leave_network", self(Situation::member, (command, s) -> command.put("network_id", s.network()))
                .signing((command, s) -> "leave_network:" + s.member().node() + ":" + s.network()));
        recipes.put("delete_network", role((command, s) -> {}));
        recipes.put("rename_network", role((command, s) -> command.put("name", "renamed-" + s.network())));
        recipes.put("set_network_enterprise", nobody((command, s) -> command.put("network_id", s.network())
                .put("enterprise", !s.enterprise())));
        recipes.put("set_member_tags", role((command, s) -> command.put("target_node_id", s.target().node())
                .putArray("tags").add("forklift")).signing(EnterpriseRecipes::aboutTarget));
        recipes.put("get_member_tags", nobody((command, s) -> command.put("network_id", s.network())));
        recipes.put("set_expr_policy", role((command, s) -> command.put("expr_policy",
                "{\"version\":1,\"rules\":[{\"name\":\"all\",\"on\":\"connect\",\"match\":\"true\","
                        + "\"actions\":[{\"type\":\"allow\"}]}]}")));
        recipes.put("get_expr_policy", nobody((command, s) -> command.put("network_id", s.network())));
    }

    private static void create(ObjectNode command, Situation situation, String rule) {
        command.put("node_id", situation.owner().node()).put("join_rule", rule)
                .put("name", "made-" + situation.network() + "-" + situation.number())
                .put("enterprise", situation.enterprise());
    }

    private static void trust(Map<String, Recipe> recipes) {
        Recipe peer = self(Situation::member, (command, s) -> command.put("peer_id", s.other().node()))
                .signing((command, s) -> command.path("type").asText() + ":" + s.member().node() + ":"
                        + s.other().node());
        recipes.put("report_trust", peer);
        recipes.put("revoke_trust",
                peer.after(s -> List.of(Commands.trust(s.member().key(), s.member().node(), s.other().node()))));
        recipes.put("check_trust", nobody(
                (command, s) -> command.put("node_id", s.member().node()).put("peer_id", s.other().node())));
        recipes.put("request_handshake", self(Situation::member, (command, s) -> command
                .put("from_node_id", s.member().node()).put("to_node_id", s.other().node())
                .put("justification", "to work together").remove("node_id"))
                .signing((command, s) -> "handshake:" + s.member().node() + ":" + s.other().node()));
        recipes.put("poll_handshakes", self(Situation::member, (command, s) -> {}));
        recipes.put("respond_handshake", self(Situation::member,
                (command, s) -> command.put("peer_id", s.other().node()).put("accept", true))
                .signing((command, s) -> "respond:" + s.member().node() + ":" + s.other().node()));
    }

    private static void others(Map<String, Recipe> recipes) {
        recipes.put("beacon_register",
                nobody((command, s) -> command.put("beacon_id", 7).put("addr", "192.0.2.1:9001")));
        recipes.put("beacon_list", nobody((command, s) -> {}));
        recipes.put("update_polo_score",
                nobody((command, s) -> command.put("node_id", s.member().node()).put("delta", 5)));
        recipes.put("update_polo_score/large",
                nobody((command, s) -> command.put("node_id", s.member().node()).put("delta", 5_000)));
        recipes.put("set_polo_score",
                nobody((command, s) -> command.put("node_id", s.member().node()).put("polo_score", 5)));
        recipes.put("get_polo_score", nobody((command, s) -> command.put("node_id", s.member().node())));
        recipes.put("subscribe_replication", nobody((command, s) -> {}));
        recipes.put("submit_badge",
                self(Situation::member, (command, s) -> command.put("badge", "a-badge").put("badge_sig", "AAAA"))
                        .signing((command, s) -> "submit_badge:" + s.member().node() + ":a-badge"));
        recipes.put("enroll_recovery", self(Situation::member,
                (command, s) -> command.put("enrollment", "an-enrollment").put("enrollment_sig", "AAAA")));
        recipes.put("recover_identity", nobody((command, s) -> command.put("node_id", s.member().node())
                .put("recovery", "a-statement").put("recovery_sig", "AAAA")
                .put("new_public_key", AgentKey.of(s.name("recovered")).publicKey())));
    }
}
