package io.pilothouse.kernel.command.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleCommandsTest {
    private final CommandBench bench = PeopledBench.withNetwork(4, "open");

    RoleCommandsTest() {
        PeopledBench.join(bench, 2, 3);
    }

    @Test
    void ownerPromotesAndDemotesBySignature() {
        bench.signed(1, "promote_member", "network_id", 1, "target_node_id", 2, "node_id", 1).is("network_id", 1,
                "target_node_id", 2, "role", "admin");
        bench.admin("promote_member", "network_id", 1, "target_node_id", 2).refused("node 2 is already an admin");
        bench.signed(2, "promote_member", "network_id", 1, "target_node_id", 3, "node_id", 2)
                .refused("rbac: node 2 has role \"admin\", requires one of [owner]");
        bench.send("demote_member", "network_id", 1, "target_node_id", 2, "admin_token", "acme-adm").is("network_id", 1,
                "target_node_id", 2, "role", "member");
        bench.admin("demote_member", "network_id", 1, "target_node_id", 2).refused("node 2 is already a member");
        bench.admin("demote_member", "network_id", 1, "target_node_id", 1).refused("cannot demote the owner");
        bench.admin("promote_member", "network_id", 1, "target_node_id", 1).refused("cannot promote the owner");
        bench.admin("promote_member", "network_id", 1, "target_node_id", 4)
                .refused("node 4 is not a member of network 1");
        assertEquals("member.demoted{target_node_id=2, network_id=1, old_role=admin, new_role=member}",
                bench.events(1).getFirst());
    }

    @Test
    void signatureOfOneCommandDoesNotServeAnother() {
        bench.signed(1, "promote_member", "network_id", 1, "target_node_id", 2, "node_id", 1).accepted();
        String signature = GoldenKey.of(1).sign("promote_member:1:1:2");
        bench.send("kick_member", "network_id", 1, "target_node_id", 2, "node_id", 1, "signature", signature)
                .refused("signature verification failed");
        bench.send("promote_member", "network_id", 1, "target_node_id", 3, "node_id", 1, "signature", signature)
                .refused("signature verification failed");
    }

    @Test
    void gateComesAfterTheRole() {
        bench.admin("set_network_enterprise", "network_id", 1, "enterprise", false).accepted();
        bench.send("promote_member", "network_id", 1, "target_node_id", 2)
                .refused("rbac: node_id required for role-based authorization");
        bench.admin("promote_member", "network_id", 1, "target_node_id", 2)
                .refused("enterprise feature: requires enterprise network");
        bench.admin("promote_member", "network_id", 0, "target_node_id", 2)
                .refused("enterprise feature: requires enterprise network");
    }

    @Test
    void kickedMemberGetsItsLabelsBackButNotItsRole() {
        bench.admin("promote_member", "network_id", 1, "target_node_id", 2).accepted();
        bench.admin("set_member_tags", "network_id", 1, "target_node_id", 2, "tags", List.of("ops")).accepted();
        bench.admin("kick_member", "network_id", 1, "target_node_id", 1).refused("cannot kick the network owner");
        bench.admin("kick_member", "network_id", 0, "target_node_id", 2)
                .refused("cannot kick from the backbone network");
        bench.signed(1, "kick_member", "network_id", 1, "target_node_id", 2, "node_id", 1).is("network_id", 1,
                "target_node_id", 2);
        assertEquals("member.kicked{target_node_id=2, network_id=1, role=admin}", bench.events(1).getFirst());
        bench.admin("kick_member", "network_id", 1, "target_node_id", 2).refused("node 2 is not a member of network 1");
        bench.send("get_member_tags", "network_id", 1, "target_node_id", 2).is("network_id", 1, "target_node_id", 2,
                "tags", List.of("ops"));
        bench.send("get_member_tags", "network_id", 1).is("network_id", 1, "members",
                CommandBench.object("1", List.of(), "3", List.of()));
        PeopledBench.join(bench, 2);
        bench.send("get_member_role", "network_id", 1, "target_node_id", 2).is("network_id", 1, "target_node_id", 2,
                "role", "member");
        assertEquals(List.of("ops"), bench.state().memberTags(NetworkId.of(1), NodeId.of(2)));
        assertEquals(0, bench.state().keptTags(NetworkId.of(1)).count());
    }

    @Test
    void ownershipIsTransferredWhole() {
        bench.admin("transfer_ownership", "network_id", 1).refused("new_owner_id is required");
        bench.admin("transfer_ownership", "network_id", 1, "new_owner_id", 1).refused("node 1 is already the owner");
        bench.admin("transfer_ownership", "network_id", 1, "new_owner_id", 4)
                .refused("node 4 is not a member of network 1");
        bench.signed(1, "transfer_ownership", "network_id", 1, "new_owner_id", 3, "node_id", 1).is("network_id", 1,
                "old_owner", 1, "new_owner", 3);
        assertEquals(1, bench.state().members(NetworkId.of(1)).filter(member -> member.role() == Role.OWNER).count());
        bench.signed(1, "transfer_ownership", "network_id", 1, "new_owner_id", 1, "node_id", 1)
                .refused("rbac: node 1 has role \"admin\", requires one of [owner]");
        bench.commit(Decision
                .reply(null, new Principal.Registry())
                .changes(Departure.fromAllNetworks(bench.state(), NodeId.of(3))));
        bench.admin("transfer_ownership", "network_id", 1, "new_owner_id", 2).refused("network 1 has no owner");
    }

    @Test
    void memberTagsAreChecked() {
        bench.admin("set_member_tags", "network_id", 1, "target_node_id", 2, "tags", List.of("a", "a")).is("network_id",
                1, "target_node_id", 2, "tags", List.of("a", "a"));
        assertEquals("member_tags.changed{network_id=1, target_node=2, tags=[a, a], old_tags=[]}",
                bench.events(1).getFirst());
        bench.admin("set_member_tags", "network_id", 1, "target_node_id", 2).accepted();
        assertEquals("member_tags.changed{network_id=1, target_node=2, tags=[], old_tags=[a, a]}",
                bench.events(1).getFirst());
        bench.admin("set_member_tags", "network_id", 1, "target_node_id", 2, "tags", List.of("#a"))
                .refused("tag \"#a\" must be lowercase alphanumeric with hyphens");
        bench.admin("set_member_tags", "network_id", 1, "target_node_id", 2, "tags", List.of(""))
                .refused("empty tag not allowed");
        bench.admin("set_member_tags", "network_id", 1, "target_node_id", 2, "tags",
                Collections.nCopies(11, "a")).refused("too many member tags (max 10)");
        bench.admin("set_member_tags", "network_id", 9, "target_node_id", 2, "tags", List.of("a"))
                .refused("network 9: network not found");
        bench.admin("set_member_tags", "network_id", 0, "target_node_id", 2, "tags", List.of("a")).accepted();
        bench.admin("set_member_tags", "network_id", 0, "target_node_id", 9, "tags", List.of("a"))
                .refused("node 9 is not a member of network 0");
        bench.send("get_member_tags", "network_id", 0).is("network_id", 0, "members",
                CommandBench.object("2", List.of("a")));
    }
}
