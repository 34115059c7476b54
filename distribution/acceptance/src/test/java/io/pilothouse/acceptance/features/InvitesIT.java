package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.byRole;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.invite;
import static io.pilothouse.acceptance.features.Site.join;
import static io.pilothouse.acceptance.features.Site.respond;
import static io.pilothouse.acceptance.features.Site.signed;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.features.Site.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 35 to 37: invitations. */
class InvitesIT {
    @RegisterExtension
    static final Site site = new Site();

    @Test
    void anInvitationLiesInTheInbox() {
        Group group = site.group(true, "invite", 0);
        Party invited = site.node();
        assertFalse(site.ok(invite(group, group.owner(), invited)).has("status"));
        assertEquals("already_invited", site.ok(invite(group, group.owner(), invited)).path("status").asText());
        assertEquals(1, site.audit(group.network()).stream().filter(entry -> entry.startsWith("invite.created"))
                .count());
        assertEquals(List.of(group.owner().node()), site.members(group.network()), "nobody is added unasked");
    }

    @Test
    void aNetworksTokenStandsForARoleNotForASignature() {
        Group group = site.group(true, "invite", 0);
        Party stranger = site.node();
        Party invited = site.node();
        site.refused("signature required", command("invite_to_network").put("network_id", group.network())
                .put("inviter_id", stranger.node()).put("target_node_id", invited.node())
                .put("admin_token", group.token()));
        site.ok(invite(group, stranger, invited).put("admin_token", group.token()));
    }

    @Test
    void invitationsThatAreRefused() {
        Group group = site.group(true, "invite", 1);
        Group open = site.enterprise(0);
        Party invited = site.node();
        site.refused("cannot invite yourself", invite(group, group.owner(), group.owner()));
        site.refused("is not invite-only (rule: open)", invite(open, open.owner(), invited));
        site.refused("target node 4000000: node not found", admin("invite_to_network")
                .put("network_id", group.network()).put("inviter_id", group.owner().node())
                .put("target_node_id", 4_000_000));
        site.refused("is already a member", invite(group, group.owner(), group.member(0)));
        site.refused("requires owner or admin", invite(group, group.member(0), invited));
        site.refused("is not a member of network", invite(group, open.owner(), invited));
        site.refused("invite-only networks require invite_to_network + respond_invite flow", join(group, invited));
        assertEquals("[]", poll(invited).path("invites").toString());
    }

    @Test
    void anInboxHoldsAHundred() {
        Party host = site.node();
        Party invited = site.node();
        List<ObjectNode> networks = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            networks.add(admin("create_network").put("node_id", host.node()).put("name", site.newName())
                    .put("join_rule", "invite").put("enterprise", true));
        }
        List<Group> groups = site.okAll(networks).stream()
                .map(reply -> new Group(reply.path("network_id").asLong(), "", host, List.of())).toList();
        site.okAll(groups.subList(0, 100).stream().map(group -> invite(group, host, invited)).toList());
        site.refused("invite inbox full for node " + invited.node(), invite(groups.get(100), host, invited));
        site.ok(respond(groups.getFirst(), invited, false));
        site.ok(invite(groups.get(100), host, invited));
        assertEquals(100, poll(invited).path("invites").size());
    }

    private static JsonNode poll(Party invited) {
        return site.ok(signed(command("poll_invites").put("node_id", invited.node()), invited,
                "poll_invites:" + invited.node()));
    }

    @Test
    void pollingTellsAndConsumesNothing() {
        Group group = site.group(true, "invite", 0);
        Party invited = site.node();
        site.ok(invite(group, group.owner(), invited));
        JsonNode first = poll(invited);
        assertEquals(first, poll(invited));
        JsonNode one = first.path("invites").path(0);
        assertAll(first.toString(), () -> assertEquals(1, first.path("invites").size()),
                () -> assertEquals(group.network(), one.path("network_id").asLong()),
                () -> assertEquals(group.owner().node(), one.path("inviter_id").asLong()),
                () -> assertTrue(Math.abs(one.path("timestamp").asLong() - Instant.now().getEpochSecond()) < 60));
    }

    @Test
    void onlyTheInvitedPolls() {
        Party invited = site.node();
        Party other = site.node();
        ObjectNode poll = command("poll_invites").put("node_id", invited.node());
        site.refused("signature required", poll.deepCopy());
        site.refused("signature verification failed",
                signed(poll.deepCopy(), other, "poll_invites:" + invited.node()));
        site.refused("signature verification failed",
                signed(poll.deepCopy(), invited, "poll_invites:" + other.node()));
        site.refused("signature required", admin("poll_invites").put("node_id", invited.node()));
        site.refused("node 4000000: node not found", command("poll_invites").put("node_id", 4_000_000));
    }

    @Test
    void whoAcceptsIsAMemberAndWhoRejectsIsNot() {
        Group group = site.group(true, "invite", 0);
        Party willing = site.node();
        Party unwilling = site.node();
        site.okAll(List.of(invite(group, group.owner(), willing), invite(group, group.owner(), unwilling)));
        assertTrue(site.ok(respond(group, willing, true)).path("accepted").asBoolean());
        assertFalse(site.ok(respond(group, unwilling, false)).path("accepted").asBoolean(true));
        assertEquals(List.of(group.owner().node(), willing.node()), site.members(group.network()));
        assertEquals("member", site.role(group, willing));
        assertEquals("[]", poll(willing).path("invites").toString());
        assertEquals("[]", poll(unwilling).path("invites").toString());
    }

    @Test
    void anInvitationIsAnsweredOnceAndByTheInvited() {
        Group group = site.group(true, "invite", 0);
        Party invited = site.node();
        site.refused("no pending invite", respond(group, invited, true));
        site.ok(invite(group, group.owner(), invited));
        ObjectNode forged = respond(group, invited, true);
        site.refused("signature verification failed", signed(forged, group.owner(),
                "respond_invite:" + invited.node() + ":" + group.network()));
        ObjectNode silent = respond(group, invited, true);
        silent.remove("accept");
        site.refused("accept field is required", silent);
        site.refused("signature required", admin("respond_invite").put("network_id", group.network())
                .put("node_id", invited.node()).put("accept", true));
        site.ok(respond(group, invited, true));
        site.refused("no pending invite", respond(group, invited, true));
        site.ok(byRole("kick_member", group, group.owner(), invited));
        site.refused("no pending invite", respond(group, invited, true));
    }
}
