package io.pilothouse.kernel.command.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisionTest {
    private static final String WAREHOUSE = """
            {"name":"warehouse-bots","join_rule":"invite","enterprise":true,
             "policy":{"max_members":40,"allowed_ports":[7,443,1001],"description":"Warehouse robots, hall 2"},
             "identity_provider":{"type":"oidc","url":"https://id.example.net/keys","issuer":"https://id.example.net/",
                                  "client_id":"bots"},
             "webhooks":{"audit_url":"https://hooks.example.net/audit"},
             "audit_export":{"format":"splunk_hec","endpoint":"https://hec.example.net:8088/services/collector",
                             "token":"t0k3n","index":"bots","source":"pilot-registry"},
             "roles":[{"external_id":"ops@example.net","role":"owner"},{"external_id":"shift@example.net","role":"admin"}],
             "network_admin_token":"hall2-secret"}""";

    private final CommandBench bench = PeopledBench.of(4);

    private static JsonObject json(String text) {
        try {
            return JsonReader.object(text);
        } catch (MalformedJsonException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private CommandBench.Answer apply(String document, Object... more) {
        JsonObject message = CommandBench.object(more).put("type", "provision_network")
                .put("admin_token", CommandBench.ADMIN).put("blueprint", json(document));
        return bench.send(message);
    }

    private List<String> paths(CommandBench.Answer answer) {
        return answer.message().objects("differences").stream().map(one -> one.text("path")).toList();
    }

    private Optional<Role> role(int network, int node) {
        return bench.state().membership(NetworkId.of(network), NodeId.of(node)).flatMap(Membership::roleIfAny);
    }

    @Test
    void theFullDocumentIsOneRecordAndAgainNothing() {
        int records = bench.records().size();
        JsonObject reply = apply(WAREHOUSE).accepted().message();
        assertEquals(
                List.of("created network 1 (warehouse-bots)", "enabled enterprise features", "applied network policy",
                        "configured oidc identity provider", "configured audit webhook",
                        "configured splunk_hec audit export to https://hec.example.net:8088/services/collector",
                        "stored 2 RBAC pre-assignments"),
                reply.texts("actions"));
        assertTrue(reply.flag("created") && !reply.has("changed"));
        assertEquals(records + 1, bench.records().size());
        assertEquals("network.provisioned{network_id=1, name=warehouse-bots, enterprise=true, actions=7}",
                bench.events(1).getFirst());
        bench.send("rename_network", "network_id", 1, "name", "warehouse-bots", "admin_token", "hall2-secret")
                .accepted();
        long facts = bench.state().facts().count();
        JsonObject again = apply(WAREHOUSE).accepted().message();
        assertFalse(again.flag("changed") || again.flag("created"));
        assertEquals(List.of(), again.objects("differences"));
        assertEquals(List.of(), bench.records().getLast().changes());
        assertEquals(facts, bench.state().facts().count());
        assertTrue(again.texts("actions").contains("found existing network 1 (warehouse-bots)"));
    }

    @Test
    void secretsNeverAppear() {
        apply(WAREHOUSE).accepted();
        String stored = new String(RecordCodec.encode(bench.records().getLast()), StandardCharsets.UTF_8);
        String shown = bench.admin("export_blueprint", "network_id", 1).accepted().message().toString()
                + bench.admin("get_blueprint_drift", "network_id", 1).accepted().message()
                + bench.admin("get_provision_status").accepted().message()
                + apply(WAREHOUSE, "dry_run", true).message();
        for (String secret : List.of("t0k3n", "hall2-secret")) {
            assertFalse(stored.contains(secret) || shown.contains(secret), secret);
        }
    }

    @Test
    void aPlanIsAppliedOnlyWhileItHolds() {
        int records = bench.records().size();
        JsonObject plan = apply(WAREHOUSE, "dry_run", true).accepted().message();
        assertTrue(plan.flag("dry_run") && plan.flag("created"));
        assertEquals(records, bench.records().size());
        assertTrue(plan.toString().contains("(secret)"));
        bench.admin("create_network", "node_id", 1, "name", "other").accepted();
        apply(WAREHOUSE, "plan", plan.text("plan")).refused("the plan no longer holds: the document or the network has"
                + " changed since, and applying it cannot do what was planned; plan again");
        JsonObject second = apply(WAREHOUSE, "dry_run", true).accepted().message();
        apply(WAREHOUSE.replace("40", "41"), "plan", second.text("plan"))
                .refused("the plan no longer holds: the document"
                        + " or the network has changed since, and applying it cannot do what was planned; plan again");
        apply(WAREHOUSE, "plan", second.text("plan")).accepted();
        assertNotEquals(plan.text("plan"), second.text("plan"));
    }

    @Test
    void dialectBUnchanged() {
        String document = """
                {"name":"dial-b","join_rule":"invite_only","enterprise":true,
                 "policy":{"max_members":10,"allowed_ports":[80],"description":"B"},
                 "identity_provider":{"type":"oidc","url":"http://127.0.0.1:1/.well-known/openid-configuration","client_id":"c"},
                 "webhooks":[{"url":"http://127.0.0.1:1/hook","events":["member.kicked"]}],
                 "audit_export":{"format":"json","endpoint":"http://127.0.0.1:1/exp","token":"t"},
                 "roles":{"2":"admin"}}""";
        JsonObject message = CommandBench.object("command", "provision_network", "node_id", 1, "admin_token",
                CommandBench.ADMIN).put("blueprint", json(document));
        bench.send(message).refused("provision network: roles name node 2, which is not a member of dial-b");
        assertEquals(0, bench.state().integrations().count());
        message.put("blueprint", json(document.replace(",\n \"roles\":{\"2\":\"admin\"}", "")));
        bench.send(message).accepted();
        assertEquals(Optional.of(Role.OWNER), role(1, 1));
        bench.signed(1, "invite_to_network", "network_id", 1, "inviter_id", 1, "target_node_id", 2).accepted();
        bench.signed(2, "respond_invite", "node_id", 2, "network_id", 1, "accept", true).accepted();
        apply(document).accepted();
        assertEquals(Optional.of(Role.ADMIN), role(1, 2));
        apply(document.replace("\"2\"", "\"1\""))
                .refused("provision network: cannot change the role of node 1, the owner:"
                        + " ownership must be transferred first");
    }

    @Test
    void silenceKeepsAndEmptinessResets() {
        apply(WAREHOUSE).accepted();
        apply("{\"name\":\"warehouse-bots\",\"policy\":{\"description\":\"new\"}}").accepted();
        Network network = bench.state().network(NetworkId.of(1)).orElseThrow();
        assertEquals(40, network.policy().maxMembers());
        assertEquals("new", network.policy().description());
        JsonObject reply = apply("{\"name\":\"warehouse-bots\",\"policy\":{\"max_members\":0,\"allowed_ports\":[]},"
                + "\"audit_export\":null,\"webhooks\":[],\"roles\":[]}").accepted().message();
        assertTrue(paths(bench.admin("get_blueprint_drift", "network_id", 1)).isEmpty(), reply.toString());
        network = bench.state().network(NetworkId.of(1)).orElseThrow();
        assertEquals(0, network.policy().maxMembers());
        assertEquals(1, bench.state().integrations().count(), "the identity provider alone");
        assertEquals(List.of(), bench.state().preAssignments(NetworkId.of(1)));
        assertTrue(network.enterprise());
    }

    /** A blueprint is told by the same words as the commands: what was, and what is instead. */
    @Test
    void theTrailTellsWhatABlueprintReplaced() {
        apply(WAREHOUSE).accepted();
        apply("""
                {"name":"warehouse-bots","policy":{"allowed_ports":[7,22,1001]},"webhooks":[],
                 "audit_export":{"format":"json","endpoint":"https://other.example.net/x"},
                 "expr_policy":{"version":1,"rules":[{"name":"r"}]}}""").accepted();
        List<String> events = bench.events(5).reversed();
        assertEquals(List.of("network.policy_changed{network_id=1, old_max_members=40, new_max_members=40, "
                + "old_allowed_ports_count=3, new_allowed_ports_count=3, old_allowed_ports=[7, 443, 1001], "
                + "new_allowed_ports=[7, 22, 1001]}",
                "webhook.disabled{network_id=1, url=https://hooks.example.net/audit}",
                "audit_export.configured{format=json, endpoint=https://other.example.net/x, network_id=1, "
                        + "old_type=splunk_hec, old_url=https://hec.example.net:8088/services/collector}"),
                List.of(events.get(0), events.get(2), events.get(3)));
        assertTrue(
                events.get(1).matches("network\\.expr_policy_set\\{network_id=1, size=\\d+, new_digest=[0-9a-f]{64}}"),
                events.get(1));
    }

    @Test
    void presentMembersGetTheRolesThatWouldWait() {
        CommandBench peopled = PeopledBench.withNetwork(3, "open");
        PeopledBench.join(peopled, 2, 3);
        peopled.admin("set_external_id", "node_id", 2, "external_id", "OPS@x").accepted();
        peopled.admin("set_external_id", "node_id", 1, "external_id", "shift@x").accepted();
        JsonObject reply = peopled.admin("provision_network", "blueprint",
                json("""
                        {"name":"acme","roles":[{"external_id":"shift@X","role":"member"},{"external_id":"ops@x","role":"owner"}]}"""))
                .accepted().message();
        assertEquals(List.of("node 1 (shift@x) stays owner: a network does not lose its owner by a list"),
                reply.texts("warnings"));
        assertEquals(List.of(Role.ADMIN, Role.OWNER, Role.MEMBER),
                peopled.state().members(NetworkId.of(1)).map(Membership::role).toList());
        assertEquals(1, peopled.state().members(NetworkId.of(1)).filter(one -> one.role() == Role.OWNER).count());
    }

    @Test
    void enterpriseSwitchesRolesOnAndOff() {
        bench.admin("create_network", "node_id", 1, "name", "plain").accepted();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).accepted();
        apply("{\"name\":\"plain\",\"enterprise\":true}").accepted();
        assertEquals(Optional.of(Role.OWNER), role(1, 1));
        apply("{\"name\":\"plain\",\"join_rule\":\"invite\"}").accepted();
        apply("{\"name\":\"plain\",\"enterprise\":false}").refused("provision network: enterprise feature: invite-only"
                + " networks require the enterprise flag");
        apply("{\"name\":\"plain\",\"enterprise\":false,\"join_rule\":\"open\"}").accepted();
        assertEquals(Optional.empty(), role(1, 1));
        apply("{\"name\":\"plain\",\"enterprise\":true}").accepted();
        assertEquals(Optional.of(Role.OWNER), role(1, 1));
        assertEquals(Optional.of(Role.MEMBER), role(1, 2));
    }

    /** What waits for a sink, and its secrets, belong to its place. */
    @Test
    void aSinkThatStaysIsLeftAloneWhenOthersGo() {
        String first = "{\"format\":\"json\",\"endpoint\":\"https://one.example.net/\",\"token\":\"t-one\"}";
        String second = "{\"format\":\"json\",\"endpoint\":\"https://two.example.net/\",\"token\":\"t-two\"}";
        String plain = second.replace(",\"token\":\"t-two\"", "");
        apply("{\"name\":\"a\",\"audit_export\":[" + first + "," + second + "]}").accepted();
        JsonObject less = apply("{\"name\":\"a\",\"audit_export\":[" + plain + "]}").accepted().message();
        assertEquals(List.of("audit_export[0].token (secret)", "audit_export[0].type", "audit_export[0].url"),
                less.objects("differences").stream().map(one -> one.text("path")).toList());
        assertTrue(bench.records().getLast().changes().stream()
                .noneMatch(Change.IntegrationPut.class::isInstance));
        // The commands for one export are about the one that is left.
        assertEquals("https://two.example.net/", bench.admin("get_audit_export").accepted().message().text("endpoint"));
        assertFalse(apply("{\"name\":\"a\",\"audit_export\":[" + plain + "]}").accepted().message().flag("changed"));
        bench.admin("set_audit_export", "format", "json", "endpoint", "https://three.example.net/").accepted();
        assertEquals(1, bench.state().integrations().count());
        bench.admin("set_audit_export", "format", "").accepted();
        assertEquals(0, bench.state().integrations().count());
    }

    @Test
    void secretsThatDoNotMoveAlongAreTold() {
        String export = "\"audit_export\":{\"format\":\"json\",\"endpoint\":\"https://one.example.net/\"%s}}";
        apply("{\"name\":\"a\"," + export.formatted(",\"token\":\"t-one\"")).accepted();
        assertEquals(
                List.of("the audit_export to https://one.example.net/ has no token: secrets do not move from one scope"
                        + " to another, so the document must state them"),
                apply("{\"name\":\"a\",\"scope\":\"network\"," + export.formatted("")).accepted().message()
                        .texts("warnings"));
        assertEquals(List.of(), apply("{\"name\":\"a\",\"scope\":\"network\","
                + export.formatted(",\"token\":\"t-two\"")).accepted().message().texts("warnings"));
    }

    @Test
    void oneCustomersBlueprintDoesNotReplaceAnothers() {
        String first = """
                {"name":"first","scope":"network","identity_provider":{"type":"oidc","url":"https://a.example.net/keys"}}""";
        apply(first).accepted();
        apply(first.replace("first", "second").replace("//a.", "//b.")).accepted();
        assertEquals(2, bench.state().integrations().count());
        bench.admin("get_idp_config").is("configured", false);
        apply(first.replace("first", "third").replace("\"scope\":\"network\",", "")).accepted();
        JsonObject replaced = apply(first.replace("first", "fourth").replace("\"scope\":\"network\",", "")
                .replace("//a.", "//d.")).accepted().message();
        assertEquals(List.of("the registry's idp that the blueprint of network 3 had configured is replaced; \"scope\":"
                + " \"network\" keeps both"), replaced.texts("warnings"));
        bench.admin("delete_network", "network_id", 1).accepted();
        assertEquals(2, bench.state().integrations().count());
    }

    @Test
    void anExportAppliesWithoutADifferenceAndDriftIsSeen() {
        apply(WAREHOUSE).accepted();
        JsonObject export = bench.admin("export_blueprint", "network_id", 1).accepted().message();
        JsonObject document = export.object("blueprint").orElseThrow();
        CommandBench.Answer plan = bench.admin("provision_network", "blueprint", document, "dry_run", true).accepted();
        assertEquals(List.of(), paths(plan));
        assertEquals(2, export.texts("warnings").size());
        JsonObject drift = bench.admin("get_blueprint_drift", "network_id", 1).accepted().message();
        assertTrue(drift.flag("provisioned") && !drift.flag("drifted"));
        bench.admin("set_network_policy", "network_id", 1, "max_members", 9).accepted();
        bench.admin("rename_network", "network_id", 1, "name", "renamed").accepted();
        bench.admin("set_webhook", "url", "").accepted();
        JsonObject moved = bench.admin("get_blueprint_drift", "network_id", 1).accepted().message();
        assertTrue(moved.flag("drifted"));
        assertEquals(List.of("name", "policy.max_members", "webhook[0].type", "webhook[0].url"),
                moved.objects("differences").stream().map(one -> one.text("path")).toList());
        assertFalse(bench.admin("get_blueprint_drift", "network_id", 0).accepted().message().flag("provisioned"));
    }

    @Test
    void theExportOfANetworkWithAJoinTokenIsADocument() {
        bench.admin("create_network", "node_id", 1, "name", "gate", "join_rule", "token", "token", "s3cret").accepted();
        JsonObject document = bench.admin("export_blueprint", "network_id", 1).accepted().message()
                .object("blueprint").orElseThrow();
        assertEquals("token", document.text("join_rule"));
        bench.admin("provision_network", "blueprint", document, "dry_run", true).accepted();
        assertFalse(bench.admin("provision_network", "blueprint", document).accepted().message().flag("changed"));
        JsonObject drift = bench.admin("get_blueprint_drift", "network_id", 1).accepted().message();
        assertTrue(drift.flag("provisioned") && !drift.flag("drifted"), drift::toString);
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).refused("invalid token for network 1");
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1, "token", "s3cret").accepted();
        String why = "invalid blueprint: join_token is required when join_rule is token";
        bench.admin("provision_network", "blueprint", document.put("join_token", "")).refused(why);
        apply("{\"name\":\"other\",\"join_rule\":\"open\"}").accepted();
        apply("{\"name\":\"other\",\"join_rule\":\"token\"}").refused(why);
    }

    /** Components of vendors, and settings of their own: silence keeps them, a statement replaces them as a whole. */
    @Test
    void componentsOfPluginsAreGivenTheirSettings() {
        String sink = "{\"name\":\"a\",\"webhooks\":[{\"type\":\"soar\",\"url\":\"http://soar.example.net/\"%s}]}";
        apply(sink.formatted(",\"settings\":{\"rules\":\"r\",\"retries\":3}")).accepted();
        assertEquals(Set.of("settings.rules", "settings.retries"), given());
        apply(sink.formatted("")).accepted();
        assertEquals(Set.of("settings.rules", "settings.retries"), given());
        assertEquals(List.of("webhook[0].settings.pause (secret)", "webhook[0].settings.retries (secret)"),
                paths(apply(sink.formatted(",\"settings\":{\"rules\":\"r\",\"pause\":\"1s\"}"))));
        assertEquals(Set.of("settings.rules", "settings.pause"), given());
        JsonObject export = bench.admin("export_blueprint", "network_id", 1).accepted().message();
        assertEquals("soar", export.object("blueprint").orElseThrow().object("webhooks").orElseThrow()
                .objects("audit_sinks").getFirst().text("type"));
        assertFalse(export.toString().contains("1s"));
        apply(sink.formatted(",\"settings\":null")).accepted();
        assertEquals(Set.of(), given());
        apply("{\"name\":\"a\",\"audit_export\":{\"format\":\"plugin:acme-siem\",\"endpoint\":\"queue-7\"}}")
                .accepted();
        assertEquals("plugin:acme-siem", bench.admin("export_blueprint", "network_id", 1).accepted().message()
                .object("blueprint").orElseThrow().object("audit_export").orElseThrow().text("format"));
        apply("{\"name\":\"a\",\"audit_export\":{\"format\":\"plugin:acme-seim\",\"endpoint\":\"queue-7\"}}").refused(
                "invalid blueprint: audit_export.format: no installed plugin offers the type \"acme-seim\" (did you mean"
                        + " \"acme-siem\"?); there are acme-siem, json, splunk_hec, syslog_cef");
    }

    private Set<String> given() {
        return bench.state().integrations().findFirst().orElseThrow().secrets().keySet();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "'expect_role':{'external_id':'OPS@example.net','role':'owner'}|",
        "'expect_role':{'node_id':2,'role':'admin'}|node 2 is admin; it would be: member",
        "'expect_member':{'node_id':2,'member':false}|",
        "'expect_member':{'node_id':2,'member':true}|node 2 is a member; it would be: none",
        "'expect_join':{'outcome':'refused'}|",
        "'expect_join':{'outcome':'allowed'}|joining is allowed; it would be: refused",
        "'expect_port':{'port':443,'allowed':true}|",
        "'expect_port':{'port':80,'allowed':true}|port 80 is allowed; it would be: closed",
        "'expect_max_members':{'at_least':40,'at_most':40}|",
        "'expect_max_members':{'at_most':39}|max_members is at most 39; it would be: 40",
        "'expect_owner':{'external_id':'ops@example.net'}|",
        "'expect_owner':{'external_id':'shift@example.net'}|\"shift@example.net\" is the owner; it would be: admin"})
    void testsMustHoldBeforeAnythingIsApplied(String test, String why) {
        String document = WAREHOUSE.substring(0, WAREHOUSE.length() - 1) + ",\"tests\":[{\"name\":\"t\","
                + test.replace('\'', '"') + "}]}";
        if (why == null) {
            apply(document).accepted();
        } else {
            apply(document).refused(
                    "provision network: test \"t\" does not hold, nothing was applied (required: " + why + ")");
            assertEquals(1, bench.state().networks().count());
        }
    }

    @Test
    void badDocumentsChangeNothing() {
        long facts = bench.state().facts().count();
        apply("{\"name\":\"backbone\"}").refused("provision network: network name \"backbone\" is reserved");
        apply("{\"name\":\"a\",\"join_rule\":\"token\"}")
                .refused("invalid blueprint: join_token is required when join_rule is token");
        apply("{\"name\":\"a\"}", "node_id", 9).refused("node 9 not registered");
        bench.admin("provision_network").refused("blueprint is required");
        bench.send("provision_network", "blueprint", json("{\"name\":\"a\"}")).refused("invalid admin token");
        assertEquals(facts, bench.state().facts().count());
        bench.admin("create_network", "node_id", 1, "name", "full").accepted();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).accepted();
        apply("{\"name\":\"full\",\"policy\":{\"max_members\":1}}")
                .refused("provision network: cannot set max_members to 1: network already has 2 members");
        bench.admin("export_blueprint", "network_id", 0).refused("the backbone network cannot have a blueprint");
    }
}
