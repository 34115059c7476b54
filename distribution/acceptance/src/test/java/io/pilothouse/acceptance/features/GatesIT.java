package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.byRole;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.invite;
import static io.pilothouse.acceptance.features.Site.join;
import static io.pilothouse.acceptance.features.Site.leave;
import static io.pilothouse.acceptance.features.Site.respond;
import static io.pilothouse.acceptance.features.Site.signed;
import static io.pilothouse.acceptance.features.Site.transfer;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.features.Site.Group;
import io.pilothouse.acceptance.harness.LogLine;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Statements A1 to A9: what is gated, and what stands around it. */
class GatesIT {
    @RegisterExtension
    static final Site site = new Site();

    @Test
    void enterpriseIsChosenPerNetwork() {
        Group group = site.enterprise(1);
        Group plain = site.group(false, "open", 1);
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        site.ok(byRole("rename_network", plain, plain.owner()).put("name", site.newName()));
        site.ok(leave(plain, plain.owner()));
        for (JsonNode network : site.ok(command("list_networks")).path("networks")) {
            long id = network.path("id").asLong();
            if (id == group.network() || id == plain.network()) {
                assertEquals(id == group.network(), network.path("enterprise").asBoolean(), network::toString);
            }
        }
    }

    @Test
    void aNetworkWithoutItIsRefusedWhatNeedsIt() {
        Group plain = site.group(false, "open", 1);
        site.refused("enterprise feature", byRole("kick_member", plain, plain.owner(), plain.member(0)));
        site.refused("enterprise feature", admin("create_network").put("node_id", plain.owner().node())
                .put("name", site.newName()).put("join_rule", "invite"));
        site.refused("requires enterprise network", directory(plain, false, "somebody@example.net"));
        assertEquals(2, site.members(plain.network()).size());
    }

    @Test
    void whatIsGatedIsGrantedInAnEnterpriseNetwork() {
        Group group = site.group(true, "invite", 2);
        Party invited = site.node();
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        site.ok(byRole("demote_member", group, group.owner(), group.member(0)));
        site.ok(byRole("kick_member", group, group.owner(), group.member(0)));
        site.ok(byRole("set_network_policy", group, group.owner()).put("max_members", 9));
        site.ok(invite(group, group.owner(), invited));
        site.ok(respond(group, invited, true));
        site.ok(admin("set_key_expiry").put("node_id", invited.node()).put("expires_at",
                Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString()));
        site.ok(transfer(group, group.owner(), group.member(1).node()));
    }

    @Test
    void everyGateSaysSoAndOnlyToWhoMay() {
        Group plain = site.group(false, "open", 1);
        Party member = plain.member(0);
        List<ObjectNode> gated = List.of(byRole("promote_member", plain, plain.owner(), member),
                byRole("demote_member", plain, plain.owner(), member),
                byRole("kick_member", plain, plain.owner(), member),
                byRole("set_network_policy", plain, plain.owner()).put("max_members", 9),
                invite(plain, plain.owner(), site.node()), respond(plain, member, true),
                signed(command("set_key_expiry").put("node_id", member.node()).put("expires_at", "never"), member,
                        "set_key_expiry:" + member.node()),
                transfer(plain, plain.owner(), member.node()));
        gated.forEach(command -> site.refused("enterprise feature", command));
        site.refused("requires one of [owner]", byRole("promote_member", plain, member, member));
        site.refused("signature required", command("kick_member").put("network_id", plain.network())
                .put("node_id", plain.owner().node()).put("target_node_id", member.node()));
        assertEquals(2, site.members(plain.network()).size());
    }

    @Test
    void switchedOnLaterEveryMemberHasARole() {
        Group group = site.group(true, "open", 2);
        toggle(group, false);
        Party late = site.node();
        site.ok(join(group, late));
        toggle(group, true);
        for (Party member : List.of(group.owner(), group.member(0), group.member(1), late)) {
            assertNotEquals("", site.role(group, member));
        }
        assertEquals("owner", site.role(group, group.owner()));
        site.ok(byRole("promote_member", group, group.owner(), late));
    }

    @Test
    void switchedOffNoRoleIsLeftToActBy() {
        Group group = site.group(true, "open", 1);
        toggle(group, false);
        site.refused("has no role", byRole("kick_member", group, group.owner(), group.member(0)));
        site.refused("has no role", byRole("delete_network", group, group.owner()));
        site.refused("enterprise feature", admin("kick_member").put("network_id", group.network())
                .put("target_node_id", group.member(0).node()));
        assertEquals(2, site.members(group.network()).size());
    }

    private static void toggle(Group group, boolean on) {
        site.ok(admin("set_network_enterprise").put("network_id", group.network()).put("enterprise", on));
    }

    @Test
    void aProviderOfIdentitiesIsKept() {
        site.ok(admin("set_idp_config").put("idp_type", "oidc").put("url", "https://id.example.net/keys")
                .put("issuer", "https://id.example.net/").put("client_id", "bots"));
        JsonNode config = site.ok(admin("get_idp_config"));
        assertAll(config.toString(), () -> assertTrue(config.path("configured").asBoolean()),
                () -> assertEquals("oidc", config.path("idp_type").asText()),
                () -> assertEquals("https://id.example.net/keys", config.path("url").asText()),
                () -> assertEquals("https://id.example.net/", config.path("issuer").asText()),
                () -> assertEquals("bots", config.path("client_id").asText()));
        site.ok(admin("set_idp_config").put("idp_type", "").put("url", ""));
        assertFalse(site.ok(admin("get_idp_config")).path("configured").asBoolean());
    }

    @Test
    void noTokenIsGoodThatNobodyCouldCheck() {
        site.refused("token is required", admin("validate_token"));
        site.refused("invalid admin token", command("validate_token").put("token", "e30.e30.AAAA"));
        String unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.";
        for (String token : List.of(unsigned, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA", "nonsense")) {
            JsonNode reply = site.call(admin("validate_token").put("token", token));
            assertTrue(reply.has("error") && !reply.path("verified").asBoolean(), reply::toString);
        }
        site.refused("invalid admin token", command("get_idp_config"));
        site.refused("invalid admin token",
                command("set_idp_config").put("idp_type", "oidc").put("url", "https://id.example.net/keys"));
        site.refused("URL cannot target link-local address",
                admin("set_idp_config").put("idp_type", "oidc").put("url", "http://169.254.169.254/keys"));
    }

    @Test
    void membersWhoAreNotListedLeaveAtOnceAndTheRestStays() {
        Group group = site.enterprise(4);
        for (int i = 0; i < 3; i++) {
            site.ok(admin("set_external_id").put("node_id", group.member(i).node()).put("external_id",
                    "m" + i + "@n" + group.network()));
        }
        JsonNode reply = site.ok(directory(group, true, "m0@n" + group.network()));
        assertEquals(2, reply.path("disabled").asInt(), reply::toString);
        assertEquals(List.of(group.owner().node(), group.member(0).node(), group.member(3).node()),
                site.members(group.network()), "who has no external id stays");
    }

    @Test
    void aListCannotEmptyANetwork() {
        Group group = site.enterprise(1);
        for (Party one : List.of(group.owner(), group.member(0))) {
            site.ok(admin("set_external_id").put("node_id", one.node()).put("external_id", "x" + one.node()));
        }
        site.refused("remove_unlisted is refused", directory(group, true, ""));
        site.refused("entries array is required",
                admin("directory_sync").put("network_id", group.network()).put("remove_unlisted", true));
        site.refused("invalid admin token", directory(group, true, "y").put("admin_token", group.token()));
        site.ok(directory(group, true, "stranger@example.net"));
        assertEquals(List.of(group.owner().node()), site.members(group.network()), "the owner stays");
        assertEquals("owner", site.role(group, group.owner()));
    }

    private static ObjectNode directory(Group group, boolean removing, String id) {
        ObjectNode command = admin("directory_sync").put("network_id", group.network()).put("remove_unlisted",
                removing);
        command.putArray("entries").addObject().put("external_id", id);
        return command;
    }

    @Test
    void theRightReplicationTokenOpensTheStream() {
        site.node();
        try (WireConnection connection = site.registry().connect()) {
            connection.send(command("subscribe_replication").put("token", "feature-replication"));
            JsonNode first = connection.reply();
            assertFalse(first.has("error"), first::toString);
            assertTrue(first.size() > 1, first::toString);
        }
    }

    @Test
    void aWrongReplicationTokenBringsNothing() {
        for (String wrong : List.of("", "feature-replicatioN", "adm1n")) {
            try (WireConnection connection = site.registry().connect()) {
                connection.send(command("subscribe_replication").put("token", wrong));
                assertEquals("invalid replication token", connection.reply().path("error").asText());
                assertEquals(new WireConnection.Answer.Closed(), connection.read(Duration.ofSeconds(10)));
            }
        }
    }

    @Test
    void oneChangeIsInLogAndRingAndAtBothReceivers() throws Exception {
        Group group = site.enterprise(1);
        try (Receiver receiver = new Receiver()) {
            site.ok(admin("set_webhook").put("url", receiver.uri("/hook").toString()));
            site.ok(admin("set_audit_export").put("format", "json").put("endpoint",
                    receiver.uri("/export").toString()));
            site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
            long node = group.member(0).node();
            assertEquals("member.promoted target_node_id=" + node + ", old_role=member, new_role=admin",
                    site.audit(group.network()).getFirst());
            assertTrue(site.registry().log().await(line -> promoted(line, group), Duration.ofSeconds(10)).isPresent());
            Site.await("promotion at both", () -> receiver.received().stream()
                    .filter(request -> request.text().contains("member.promoted")
                            && request.text().contains("\"target_node_id\":" + node))
                    .map(Received::path).distinct().count() == 2);
            // They keep answering until nothing is under way any more.
            site.ok(admin("set_webhook").put("url", ""));
            site.ok(admin("set_audit_export").put("format", "").put("endpoint", ""));
        }
    }

    private static boolean promoted(LogLine line, Group group) {
        return line.field("audit_action").equals("member.promoted")
                && line.field("network_id").equals(Long.toString(group.network()))
                && line.field("target_node_id").equals(Long.toString(group.member(0).node()));
    }

    @Test
    void whatIsRefusedIsInNoChannel() throws Exception {
        Group group = site.enterprise(1);
        try (Receiver receiver = new Receiver()) {
            site.refused("invalid admin token", command("set_webhook").put("url", receiver.uri("/a").toString()));
            site.refused("invalid admin token", command("set_audit_export").put("format", "json").put("endpoint",
                    receiver.uri("/a").toString()));
            assertFalse(site.ok(admin("get_webhook")).path("enabled").asBoolean());
            site.ok(admin("set_webhook").put("url", receiver.uri("/hook").toString()));
            site.refused("requires one of [owner]", byRole("promote_member", group, group.member(0), group.member(0)));
            site.ok(byRole("rename_network", group, group.owner()).put("name", site.newName()));
            Site.await("what came after it", () -> receiver.received().stream()
                    .anyMatch(request -> request.text().contains("network.renamed")));
            assertTrue(site.registry().log().await(line -> line.field("audit_action").equals("network.renamed")
                    && line.field("network_id").equals(Long.toString(group.network())), Duration.ofSeconds(10))
                    .isPresent());
            assertTrue(site.registry().log().lines().stream().noneMatch(line -> promoted(line, group)));
            assertTrue(site.audit(group.network()).stream().noneMatch(entry -> entry.startsWith("member.promoted")));
            assertTrue(receiver.received().stream().allMatch(request -> request.path().equals("/hook")
                    && !request.text().contains("member.promoted")), () -> receiver.received().toString());
            site.ok(admin("set_webhook").put("url", ""));
        }
    }
}
