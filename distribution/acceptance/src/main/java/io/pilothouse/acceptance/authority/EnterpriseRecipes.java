package io.pilothouse.acceptance.authority;

import static io.pilothouse.acceptance.authority.Recipe.nobody;
import static io.pilothouse.acceptance.authority.Recipe.role;
import static io.pilothouse.acceptance.authority.Recipe.self;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the commands of {@code commands-enterprise.md}, and our own beside them, are made. */
final class EnterpriseRecipes {
    private static final String NOWHERE = "http://127.0.0.1:9/pilothouse";

    private EnterpriseRecipes() {}

    /** By the name of the table's row. */
    static Map<String, Recipe> all() {
        Map<String, Recipe> recipes = new HashMap<>();
        members(recipes);
        rules(recipes);
        operator(recipes);
        integrations(recipes);
        plugins(recipes);
        return recipes;
    }

    /** The signed text of commands about a member. */
    static String aboutTarget(ObjectNode command, Situation situation) {
        return command.path("type").asText() + ":" + command.path("node_id") + ":" + situation.network() + ":"
                + command.path("target_node_id");
    }

    private static void members(Map<String, Recipe> recipes) {
        recipes.put("invite_to_network", role((command, s) -> command.put("target_node_id", s.outsider().node()))
                .of(Recipe.Kind.INVITER).byInvitation().signing((command, s) -> "invite:" + command.path("inviter_id")
                        + ":" + s.network() + ":" + s.outsider().node()));
        recipes.put("poll_invites", self(Situation::member, (command, s) -> {}));
        recipes.put("respond_invite", self(Situation::other,
                (command, s) -> command.put("network_id", s.network()).put("accept", true)).byInvitation()
                .signing((command, s) -> "respond_invite:" + s.other().node() + ":" + s.network()));
        Recipe kick = role((command, s) -> command.put("target_node_id", s.target().node()))
                .signing(EnterpriseRecipes::aboutTarget);
        recipes.put("kick_member", kick);
        recipes.put("kick_member/cascade", role(
                (command, s) -> command.put("target_node_id", s.target().node()).put("cascade", "remove"))
                .signing((command, s) -> aboutTarget(command, s) + ":remove"));
        recipes.put("kick_member/dry_run", role(
                (command, s) -> command.put("target_node_id", s.target().node()).put("dry_run", true))
                .signing((command, s) -> aboutTarget(command, s) + ":dry_run"));
        recipes.put("kick_member/dry_run_signature", role(
                (command, s) -> command.put("target_node_id", s.target().node()))
                .signing((command, s) -> aboutTarget(command, s) + ":dry_run").notSealed());
        recipes.put("promote_member", kick);
        recipes.put("demote_member", role((command, s) -> command.put("target_node_id", s.admin().node()))
                .signing(EnterpriseRecipes::aboutTarget));
        recipes.put("transfer_ownership", role((command, s) -> command.put("new_owner_id", s.target().node()))
                .signing((command, s) -> "transfer_ownership:" + command.path("node_id") + ":" + s.network() + ":"
                        + s.target().node()));
        recipes.put("get_member_role", nobody((command, s) -> command.put("network_id", s.network())
                .put("target_node_id", s.target().node())));
    }

    private static void rules(Map<String, Recipe> recipes) {
        recipes.put("set_network_policy", role((command, s) -> command.put("max_members", 50)));
        recipes.put("get_network_policy", nobody((command, s) -> command.put("network_id", s.network())));
        recipes.put("set_network_token", role((command, s) -> command.put("kind", "admin").put("new_token",
                s.name("another-token"))).signing((command, s) -> ""));
        recipes.put("set_key_expiry", self(Situation::member, (command, s) -> command.put("expires_at",
                Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString())));
        recipes.put("get_key_info", nobody((command, s) -> command.put("node_id", s.member().node())));
    }

    private static void operator(Map<String, Recipe> recipes) {
        recipes.put("set_external_id", nobody((command, s) -> command.put("node_id", s.member().node())
                .put("external_id", s.name("somebody") + "@example.net")));
        recipes.put("get_identity", nobody((command, s) -> command.put("node_id", s.member().node())));
        recipes.put("validate_token", nobody((command, s) -> command.put("token", "e30.e30.AAAA")));
        recipes.put("get_audit_log", nobody((command, s) -> command.put("network_id", s.network())));
        recipes.put("get_audit_proof", nobody((command, s) -> command.put("sequence", 1)));
        recipes.put("get_audit_trail", nobody((command, s) -> command.put("from", 1)));
        Recipe provision = nobody((command, s) -> command.putObject("blueprint")
                .put("name", "provisioned-" + s.network() + "-" + s.number()).put("join_rule", "open")
                .put("enterprise", s.enterprise()));
        recipes.put("provision_network", provision);
        recipes.put("provision_network/dry_run", nobody((command, s) -> {
            provision.fields().accept(command, s);
            command.put("dry_run", true);
        }));
        recipes.put("export_blueprint", nobody((command, s) -> command.put("network_id", s.network())));
        recipes.put("get_blueprint_drift", nobody((command, s) -> command.put("network_id", s.network())));
        recipes.put("get_provision_status", nobody((command, s) -> command.put("network_id", s.network())));
        recipes.put("directory_sync", nobody((command, s) -> command.put("network_id", s.network())
                .putArray("entries").addObject().put("external_id", "nobody@example.net").put("role", "member")));
        recipes.put("directory_status", nobody((command, s) -> command.put("network_id", s.network())));
    }

    /** Nothing happens to the plugins: what would, is refused for what they are. */
    private static void plugins(Map<String, Recipe> recipes) {
        recipes.put("plugin_list", nobody((command, s) -> {}));
        recipes.put("plugin_install", nobody((command, s) -> command.put("incoming", "nothing")));
        for (String command : List.of("inspect", "remove", "reload", "disable", "enable")) {
            recipes.put("plugin_" + command, nobody((fields, s) -> fields.put("id", "persistence-sqlite")));
        }
    }

    /** These are the registry's own: what is set is taken away again. */
    private static void integrations(Map<String, Recipe> recipes) {
        recipes.put("set_webhook", nobody((command, s) -> command.put("url", NOWHERE))
                .undoneBy(Stagehand.admin("set_webhook").put("url", "")));
        recipes.put("get_webhook", nobody((command, s) -> {}));
        for (String command : List.of("get", "replay", "purge")) {
            recipes.put(command + "_webhook_dlq", nobody((fields, s) -> {}));
        }
        recipes.put("set_identity_webhook", nobody((command, s) -> command.put("url", NOWHERE))
                .undoneBy(Stagehand.admin("set_identity_webhook").put("url", "")));
        recipes.put("set_audit_export",
                nobody((command, s) -> command.put("format", "json").put("endpoint", NOWHERE))
                        .undoneBy(Stagehand.admin("set_audit_export").put("format", "").put("endpoint", "")));
        recipes.put("get_audit_export", nobody((command, s) -> {}));
        recipes.put("set_idp_config", nobody((command, s) -> command.put("idp_type", "oidc").put("url", NOWHERE))
                .undoneBy(Stagehand.admin("set_idp_config").put("idp_type", "").put("url", "")));
        recipes.put("get_idp_config", nobody((command, s) -> {}));
    }
}
