package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.invite;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.pilothouse.acceptance.features.Site.Group;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 48 to 50: networks that a document describes. */
class BlueprintsIT {
    @RegisterExtension
    static final Site site = new Site();

    private static ObjectNode provision(String name) {
        ObjectNode command = admin("provision_network");
        command.putObject("blueprint").put("name", name);
        return command;
    }

    private static List<String> networks() {
        List<String> names = new ArrayList<>();
        site.ok(command("list_networks")).path("networks").forEach(network -> names.add(network.path("name").asText()));
        return names;
    }

    @Test
    void oneDocumentMakesTheNetworkAndAgainChangesNothing() {
        String name = site.newName();
        ObjectNode command = provision(name);
        ObjectNode blueprint = command.withObject("/blueprint").put("join_rule", "invite").put("enterprise", true)
                .put("network_admin_token", "hall2");
        blueprint.putObject("policy").put("max_members", 40).put("description", "Hall 2").putArray("allowed_ports")
                .add(7).add(443);
        blueprint.putArray("roles").addObject().put("external_id", "ops@example.net").put("role", "owner");
        JsonNode first = site.ok(command);
        long network = first.path("network_id").asLong();
        assertTrue(first.path("created").asBoolean(), first::toString);
        assertEquals("[\"created network " + network + " (" + name + ")\",\"enabled enterprise features\","
                + "\"applied network policy\",\"stored 1 RBAC pre-assignments\"]", first.path("actions").toString());
        JsonNode again = site.ok(command);
        assertAll(again.toString(), () -> assertFalse(again.path("created").asBoolean(true)),
                () -> assertEquals(network, again.path("network_id").asLong()),
                () -> assertFalse(again.path("changed").asBoolean(true)));
        assertEquals("[7,443]", site.ok(command("get_network_policy").put("network_id", network))
                .path("allowed_ports").toString());
        site.ok(command("rename_network").put("network_id", network).put("name", name + "-b").put("admin_token",
                "hall2"));
    }

    /** The webhooks of a document: each gets the events of its own network that it wants. */
    private static ObjectNode listening(String name, Receiver receiver) {
        ObjectNode command = provision(name);
        ObjectNode webhook = command.withObject("/blueprint").put("enterprise", true).put("scope", "network")
                .putArray("webhooks").addObject().put("url", receiver.uri("/" + name).toString());
        webhook.putArray("events").add("network.*");
        return command;
    }

    private static List<String> heard(Receiver receiver, String name) {
        return receiver.received().stream().filter(request -> request.path().equals("/" + name)).map(Received::text)
                .toList();
    }

    @Test
    void theWebhookOfADocumentGetsWhatHappensInItsNetwork() throws Exception {
        String name = site.newName();
        try (Receiver receiver = new Receiver()) {
            long network = site.ok(listening(name, receiver)).path("network_id").asLong();
            site.ok(admin("set_network_policy").put("network_id", network).put("max_members", 4711));
            Site.await("the change of the policy", () -> heard(receiver, name).stream()
                    .anyMatch(text -> text.contains("network.policy_changed") && text.contains("4711")));
            site.ok(admin("delete_network").put("network_id", network));
        }
    }

    @Test
    void theWebhookOfADocumentGetsNothingElse() throws Exception {
        String name = site.newName();
        String other = site.newName();
        try (Receiver receiver = new Receiver()) {
            long network = site.ok(listening(name, receiver)).path("network_id").asLong();
            long beside = site.ok(listening(other, receiver)).path("network_id").asLong();
            site.ok(admin("set_network_policy").put("network_id", beside).put("max_members", 4712));
            site.ok(admin("set_network_policy").put("network_id", network).put("max_members", 4713));
            Site.await("the last change", () -> heard(receiver, name).stream().anyMatch(text -> text.contains("4713")));
            assertTrue(heard(receiver, name).stream().noneMatch(text -> text.contains("4712")));
            assertTrue(heard(receiver, name).stream().allMatch(text -> text.contains("\"action\":\"network.")));
            site.ok(admin("delete_network").put("network_id", network));
            site.ok(admin("delete_network").put("network_id", beside));
        }
    }

    @Test
    void documentsAreTheOperatorsAndTheBackboneHasNone() {
        String name = site.newName();
        site.refused("invalid admin token", provision(name).put("admin_token", "guess"));
        site.refused("invalid admin token", provision(name).put("admin_token", ""));
        site.refused("blueprint is required", admin("provision_network"));
        site.refused("backbone", provision("backbone"));
        assertFalse(networks().contains(name));
    }

    @Test
    void aPlanTellsAndDoesNothing() {
        String name = site.newName();
        ObjectNode command = provision(name);
        command.withObject("/blueprint").put("enterprise", true);
        JsonNode plan = site.ok(command.deepCopy().put("dry_run", true));
        assertTrue(plan.path("dry_run").asBoolean() && !plan.path("plan").asText().isEmpty(), plan::toString);
        assertFalse(networks().contains(name));
        site.ok(command.deepCopy().put("plan", plan.path("plan").asText()));
        assertTrue(networks().contains(name));
        site.refused("the plan no longer holds", command.deepCopy().put("plan", plan.path("plan").asText()));
    }

    @Test
    void documentsThatAreWrongChangeNothing() {
        List<String> before = networks();
        site.refused("invalid join_rule \"maybe\"", changed("join_rule", "\"maybe\""));
        site.refused("join_token is required when join_rule is token", changed("join_rule", "\"token\""));
        site.refused("enterprise feature: invite-only networks", changed("join_rule", "\"invite\""));
        site.refused("invalid identity_provider type \"myspace\"",
                changed("identity_provider", "{\"type\":\"myspace\",\"url\":\"https://id.example.net\"}"));
        site.refused("identity_provider.url is required", changed("identity_provider", "{\"type\":\"oidc\"}"));
        site.refused("invalid audit_export format \"pigeon\"",
                changed("audit_export", "{\"format\":\"pigeon\",\"endpoint\":\"https://e.example.net\"}"));
        site.refused("audit_export.endpoint is required", changed("audit_export", "{\"format\":\"json\"}"));
        site.refused("invalid role \"king\"", changed("roles", "[{\"external_id\":\"a@b\",\"role\":\"king\"}]"));
        site.refused("invalid max_members (must be integer 0-10000)", changed("policy", "{\"max_members\":10001}"));
        site.refused("link-local", changed("webhooks", "{\"audit_url\":\"http://169.254.169.254/\"}"));
        assertEquals(before, networks());
        assertFalse(site.ok(admin("get_idp_config")).path("configured").asBoolean());
        assertFalse(site.ok(admin("get_audit_export")).path("enabled").asBoolean());
    }

    private static ObjectNode changed(String member, String json) {
        ObjectNode command = provision(site.newName());
        command.withObject("/blueprint").putRawValue(member, new RawValue(json));
        return command;
    }

    @Test
    void theStatusTellsOfEveryNetwork() {
        String name = site.newName();
        ObjectNode command = provision(name);
        command.withObject("/blueprint").put("enterprise", true).putObject("policy").put("max_members", 9);
        long network = site.ok(command).path("network_id").asLong();
        JsonNode one = site.ok(admin("get_provision_status").put("network_id", network)).path("networks");
        assertAll(one.toString(), () -> assertEquals(1, one.size()),
                () -> assertEquals(name, one.path(0).path("name").asText()),
                () -> assertEquals(9, one.path(0).path("max_members").asInt()),
                () -> assertTrue(one.path(0).path("enterprise").asBoolean()),
                () -> assertEquals("open", one.path(0).path("join_rule").asText()));
        assertTrue(site.ok(admin("get_provision_status")).path("networks").size() >= 1);
    }

    @Test
    void theStatusIsTheOperators() {
        Group group = site.enterprise(0);
        site.refused("invalid admin token", command("get_provision_status"));
        site.refused("invalid admin token", command("get_provision_status").put("admin_token", group.token()));
        site.refused("network 65000: network not found", admin("get_provision_status").put("network_id", 65_000));
    }
}
