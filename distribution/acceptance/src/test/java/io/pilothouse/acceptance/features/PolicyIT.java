package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.byRole;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.invite;
import static io.pilothouse.acceptance.features.Site.join;
import static io.pilothouse.acceptance.features.Site.leave;
import static io.pilothouse.acceptance.features.Site.respond;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.features.Site.Group;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 33 and 34: how many members, which ports. */
class PolicyIT {
    @RegisterExtension
    static final Site site = new Site();

    @Test
    void theCapIsKeptAndZeroIsNone() {
        Group group = site.enterprise(1);
        assertEquals(2, site.ok(byRole("set_network_policy", group, group.owner()).put("max_members", 2))
                .path("max_members").asInt());
        site.ok(byRole("set_network_policy", group, group.owner()).put("description", "two at most"));
        JsonNode policy = site.ok(command("get_network_policy").put("network_id", group.network()));
        assertAll(policy.toString(), () -> assertEquals(2, policy.path("max_members").asInt()),
                () -> assertEquals("two at most", policy.path("description").asText()),
                () -> assertTrue(policy.path("allowed_ports").isArray()));
        site.ok(byRole("set_network_policy", group, group.owner()).put("max_members", 0));
        site.ok(join(group, site.node()));
        assertEquals(3, site.members(group.network()).size());
    }

    @Test
    void nobodyGetsInAboveTheCap() {
        Group group = site.enterprise(1);
        site.ok(byRole("set_network_policy", group, group.owner()).put("max_members", 2));
        Party third = site.node();
        site.refused("network membership limit reached", join(group, third));
        site.refused("network membership limit reached",
                admin("join_network").put("network_id", group.network()).put("node_id", third.node()));
        site.ok(leave(group, group.member(0)));
        site.ok(join(group, third));
        assertEquals(2, site.members(group.network()).size());
    }

    @Test
    void anInvitationOutlivesAFullNetwork() {
        Group group = site.group(true, "invite", 1);
        Party third = site.node();
        site.ok(byRole("set_network_policy", group, group.owner()).put("max_members", 2));
        site.ok(invite(group, group.owner(), third));
        site.refused("network membership limit reached", respond(group, third, true));
        site.ok(leave(group, group.member(0)));
        site.ok(respond(group, third, true));
        assertEquals(List.of(group.owner().node(), third.node()), site.members(group.network()));
    }

    @Test
    void capsThatAreNone() {
        Group group = site.enterprise(2);
        for (String wrong : List.of("-1", "10001", "1.5")) {
            site.refused("invalid max_members (must be integer 0-10000)",
                    byRole("set_network_policy", group, group.owner()).put("max_members", Double.parseDouble(wrong)));
        }
        site.refused("cannot set max_members to 2: network already has 3 members",
                byRole("set_network_policy", group, group.owner()).put("max_members", 2));
        Group plain = site.group(false, "open", 0);
        site.refused("enterprise feature", byRole("set_network_policy", plain, plain.owner()).put("max_members", 5));
        assertEquals(0, site.ok(command("get_network_policy").put("network_id", group.network())).path("max_members")
                .asInt());
    }

    @Test
    void portsAreKeptOnceEachAndCanBeCleared() {
        Group group = site.enterprise(0);
        ObjectNode set = byRole("set_network_policy", group, group.owner());
        set.putArray("allowed_ports").add(443).add(7).add(443).add(65_535);
        assertEquals("[443,7,65535]", site.ok(set).path("allowed_ports").toString());
        assertEquals("[443,7,65535]", site.ok(command("get_network_policy").put("network_id", group.network()))
                .path("allowed_ports").toString());
        ObjectNode clear = byRole("set_network_policy", group, group.owner());
        clear.putArray("allowed_ports");
        assertEquals("[]", site.ok(clear).path("allowed_ports").toString());
    }

    @Test
    void portsThatAreNone() {
        Group group = site.enterprise(1);
        for (int wrong : new int[]{0, -1, 65_536}) {
            ObjectNode set = byRole("set_network_policy", group, group.owner());
            set.putArray("allowed_ports").add(80).add(wrong);
            site.refused("invalid port number in allowed_ports (must be integer 1-65535)", set);
        }
        ObjectNode many = byRole("set_network_policy", group, group.owner());
        IntStream.rangeClosed(1, 101).forEach(many.putArray("allowed_ports")::add);
        site.refused("too many allowed_ports (max 100)", many);
        ObjectNode byMember = byRole("set_network_policy", group, group.member(0));
        byMember.putArray("allowed_ports").add(80);
        site.refused("requires one of [owner admin]", byMember);
        assertEquals("[]", site.ok(command("get_network_policy").put("network_id", group.network()))
                .path("allowed_ports").toString());
    }
}
