package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.byRole;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.join;
import static io.pilothouse.acceptance.features.Site.transfer;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.features.Site.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 16 and 25 to 32: the enterprise switch and roles. */
class RolesIT {
    @RegisterExtension
    static final Site site = new Site();

    @Test
    void switchingGivesAndTakesRolesAndKeepsMembers() {
        Group group = site.enterprise(2);
        List<Long> members = site.members(group.network());
        site.ok(admin("set_network_enterprise").put("network_id", group.network()).put("enterprise", false));
        assertEquals("", site.role(group, group.owner()));
        assertEquals(members, site.members(group.network()));
        site.ok(admin("set_network_enterprise").put("network_id", group.network()).put("enterprise", true));
        assertEquals(members, site.members(group.network()));
        assertEquals(List.of("owner", "member", "member"), List.of(site.role(group, group.owner()),
                site.role(group, group.member(0)), site.role(group, group.member(1))));
    }

    @Test
    void theSwitchIsTheOperators() {
        Group group = site.enterprise(1);
        ObjectNode off = command("set_network_enterprise").put("network_id", group.network()).put("enterprise", false);
        site.refused("set_network_enterprise requires admin token", off.deepCopy());
        site.refused("set_network_enterprise requires admin token", off.deepCopy().put("admin_token", group.token()));
        site.refused("cannot set enterprise on the backbone network",
                admin("set_network_enterprise").put("network_id", 0).put("enterprise", true));
        site.refused("network 65000: network not found",
                admin("set_network_enterprise").put("network_id", 65_000).put("enterprise", true));
        assertEquals("owner", site.role(group, group.owner()));
    }

    @Test
    void membersHaveOneOfThreeRoles() {
        Group group = site.enterprise(3);
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        List<String> roles = new ArrayList<>();
        site.ok(command("list_nodes").put("network_id", group.network())).path("nodes")
                .forEach(node -> roles.add(node.path("role").asText()));
        assertEquals(List.of("owner", "admin", "member", "member"), roles);
    }

    @Test
    void thereIsNoFourthRole() {
        site.refused("invalid role \"king\"", provision(site.newName(), "king"));
        Group group = site.enterprise(1);
        site.refused("is not a member of network", command("get_member_role").put("network_id", group.network())
                .put("target_node_id", site.node().node()));
    }

    @Test
    void theOwnerPromotes() {
        Group group = site.enterprise(1);
        JsonNode reply = site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        assertEquals("admin", reply.path("role").asText());
        assertEquals("admin", site.role(group, group.member(0)));
        assertTrue(site.audit(group.network()).getFirst().startsWith("member.promoted "));
    }

    @Test
    void promotionsThatAreRefused() {
        Group group = site.enterprise(3);
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        site.refused("already an admin", byRole("promote_member", group, group.owner(), group.member(0)));
        site.refused("cannot promote the owner", byRole("promote_member", group, group.owner(), group.owner()));
        site.refused("requires one of [owner]", byRole("promote_member", group, group.member(0), group.member(1)));
        site.refused("requires one of [owner]", byRole("promote_member", group, group.member(1), group.member(1)));
        site.refused("is not a member", byRole("promote_member", group, group.owner(), site.node()));
        assertEquals("member", site.role(group, group.member(1)));
    }

    @Test
    void theOwnerDemotes() {
        Group group = site.enterprise(1);
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        assertEquals("member", site.ok(byRole("demote_member", group, group.owner(), group.member(0))).path("role")
                .asText());
        assertEquals("member", site.role(group, group.member(0)));
        assertTrue(site.audit(group.network()).getFirst().startsWith("member.demoted "));
    }

    @Test
    void demotionsThatAreRefused() {
        Group group = site.enterprise(2);
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        site.refused("cannot demote the owner", byRole("demote_member", group, group.owner(), group.owner()));
        site.refused("already a member", byRole("demote_member", group, group.owner(), group.member(1)));
        site.refused("requires one of [owner]", byRole("demote_member", group, group.member(0), group.member(0)));
        site.refused("is not a member", byRole("demote_member", group, group.owner(), site.node()));
        assertEquals("admin", site.role(group, group.member(0)));
    }

    @Test
    void ownerAndAdminKick() {
        Group group = site.enterprise(3);
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        site.ok(byRole("kick_member", group, group.member(0), group.member(1)));
        site.ok(byRole("kick_member", group, group.owner(), group.member(0)));
        assertEquals(List.of(group.owner().node(), group.member(2).node()), site.members(group.network()));
        assertEquals("", site.role(group, group.member(0)));
        site.ok(join(group, group.member(0)));
        assertEquals("member", site.role(group, group.member(0)), "who comes back begins anew");
    }

    @Test
    void nobodyKicksTheOwnerAndMembersKickNobody() {
        Group group = site.enterprise(2);
        site.ok(byRole("promote_member", group, group.owner(), group.member(0)));
        site.refused("cannot kick the network owner", byRole("kick_member", group, group.member(0), group.owner()));
        site.refused("cannot kick the network owner", byRole("kick_member", group, group.owner(), group.owner()));
        site.refused("cannot kick the network owner", admin("kick_member").put("network_id", group.network())
                .put("target_node_id", group.owner().node()));
        site.refused("requires one of [owner admin]", byRole("kick_member", group, group.member(1), group.member(0)));
        site.refused("is not a member", byRole("kick_member", group, group.owner(), site.node()));
        site.refused("cannot kick from the backbone network",
                admin("kick_member").put("network_id", 0).put("target_node_id", group.member(0).node()));
        assertEquals(3, site.members(group.network()).size());
    }

    @Test
    void ownershipGoesFromHandToHandAndEachTimeIsAudited() {
        Group group = site.enterprise(2);
        JsonNode first = site.ok(transfer(group, group.owner(), group.member(0).node()));
        assertEquals(group.owner().node(), first.path("old_owner").asLong());
        assertEquals("admin", site.role(group, group.owner()));
        site.ok(transfer(group, group.member(0), group.member(1).node()));
        assertEquals(List.of("admin", "admin", "owner"), List.of(site.role(group, group.owner()),
                site.role(group, group.member(0)), site.role(group, group.member(1))));
        List<String> audit = site.audit(group.network());
        assertEquals("network.ownership_transferred old_owner=" + group.member(0).node() + ", new_owner="
                + group.member(1).node() + ", new_owner_old_role=member", audit.get(0));
        assertEquals("network.ownership_transferred old_owner=" + group.owner().node() + ", new_owner="
                + group.member(0).node() + ", new_owner_old_role=member", audit.get(1));
    }

    @Test
    void theSixEdgesOfATransfer() {
        Group group = site.enterprise(2);
        site.refused("requires one of [owner]", transfer(group, group.member(0), group.member(1).node()));
        site.refused("is not a member", transfer(group, group.owner(), site.node().node()));
        site.refused("is already the owner", transfer(group, group.owner(), group.owner().node()));
        site.refused("new_owner_id is required", transfer(group, group.owner(), 0));
        Group plain = site.group(false, "open", 1);
        site.refused("enterprise feature", transfer(plain, plain.owner(), plain.member(0).node()));
        site.ok(transfer(group, group.owner(), group.member(0).node()));
        site.refused("requires one of [owner]", transfer(group, group.owner(), group.member(1).node()));
        assertEquals("owner", site.role(group, group.member(0)));
    }

    @Test
    void aNetworksTokenHasThePowerOfItsOwner() {
        Group group = site.enterprise(3);
        site.ok(byToken("promote_member", group, group.token()).put("target_node_id", group.member(0).node()));
        site.ok(byToken("kick_member", group, group.token()).put("target_node_id", group.member(1).node()));
        site.ok(byToken("transfer_ownership", group, group.token()).put("new_owner_id", group.member(0).node()));
        site.ok(byToken("set_network_token", group, group.token()).put("kind", "admin").put("new_token",
                "the next one"));
        site.refused("rbac: node_id required",
                byToken("rename_network", group, group.token()).put("name", "old-token"));
        site.ok(byToken("delete_network", group, "the next one"));
        assertFalse(site.call(command("list_nodes").put("network_id", group.network())).has("nodes"));
    }

    @Test
    void aNetworksTokenIsGoodForNothingElse() {
        Group group = site.enterprise(1);
        Group other = site.enterprise(1);
        site.refused("rbac: node_id required",
                byToken("kick_member", group, other.token()).put("target_node_id", group.member(0).node()));
        site.refused("rbac: node_id required", byToken("delete_network", group, other.token()));
        site.refused("rbac: node_id required", byToken("delete_network", group, ""));
        site.refused("signature required", byToken("join_network", group, group.token()).put("node_id",
                site.node().node()));
        site.refused("signature required", byToken("leave_network", group, group.token()).put("node_id",
                group.member(0).node()));
        site.refused("invalid admin token", byToken("directory_status", group, group.token()));
        site.refused("invalid admin token", byToken("export_blueprint", group, group.token()));
        site.refused("invalid admin token", byToken("get_audit_log", group, group.token()));
        assertEquals(2, site.members(group.network()).size());
    }

    private static ObjectNode byToken(String type, Group group, String token) {
        return command(type).put("network_id", group.network()).put("admin_token", token);
    }

    @Test
    void aRoleWaitsForItsIdentity() {
        String name = site.newName();
        Party owner = site.node();
        Party early = site.node();
        Party late = site.node();
        site.ok(admin("set_external_id").put("node_id", early.node()).put("external_id", "EARLY@" + name));
        ObjectNode document = provision(name, "admin").put("node_id", owner.node());
        document.withObject("/blueprint").withArray("/roles").removeAll().addObject()
                .put("external_id", "early@" + name).put("role", "admin");
        document.withObject("/blueprint").withArray("/roles").addObject().put("external_id", "late@" + name)
                .put("role", "admin");
        Group group = new Group(site.ok(document).path("network_id").asLong(), "", owner, List.of(early, late));
        site.ok(join(group, early));
        assertEquals("admin", site.role(group, early), "in whatever letters the identity is written");
        site.ok(join(group, late));
        assertEquals("member", site.role(group, late));
        site.ok(admin("set_external_id").put("node_id", late.node()).put("external_id", "late@" + name));
        assertEquals("admin", site.role(group, late), "when the identity becomes known later");
    }

    @Test
    void aRoleWaitsForNobodyElse() {
        String name = site.newName();
        Party owner = site.node();
        Party other = site.node();
        site.ok(admin("set_external_id").put("node_id", other.node()).put("external_id", "somebody@" + name));
        Group group = new Group(site.ok(provision(name, "admin").put("node_id", owner.node())).path("network_id")
                .asLong(), "", owner, List.of(other));
        site.ok(join(group, other));
        assertEquals("member", site.role(group, other));
        site.ok(admin("set_external_id").put("node_id", owner.node()).put("external_id", "waiting@example.net"));
        assertEquals("owner", site.role(group, owner), "a network does not lose its owner by a list");
        site.refused("invalid admin token", provision(name, "admin").put("admin_token", "guess"));
    }

    private static ObjectNode provision(String name, String role) {
        ObjectNode command = admin("provision_network");
        command.putObject("blueprint").put("name", name).put("enterprise", true).putArray("roles").addObject()
                .put("external_id", "waiting@example.net").put("role", role);
        return command;
    }

    @Test
    void everybodyMayAskForARole() {
        Group group = site.enterprise(1);
        JsonNode reply = site.ok(command("get_member_role").put("network_id", group.network()).put("target_node_id",
                group.owner().node()));
        assertAll(() -> assertEquals("owner", reply.path("role").asText()),
                () -> assertEquals(group.network(), reply.path("network_id").asLong()),
                () -> assertEquals(group.owner().node(), reply.path("target_node_id").asLong()));
    }

    @Test
    void whoIsNoMemberHasNoRole() {
        Group group = site.enterprise(0);
        site.refused("is not a member of network", command("get_member_role").put("network_id", group.network())
                .put("target_node_id", 4_000_000));
        site.refused("network 65000: network not found",
                command("get_member_role").put("network_id", 65_000).put("target_node_id", group.owner().node()));
        site.refused("is not a member of network 0",
                command("get_member_role").put("network_id", 0).put("target_node_id", group.owner().node()));
    }
}
