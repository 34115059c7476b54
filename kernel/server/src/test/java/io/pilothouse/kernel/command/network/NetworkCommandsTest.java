package io.pilothouse.kernel.command.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkCommandsTest {
    private final CommandBench bench = PeopledBench.of(3);

    @Test
    void creatorIsOwnerAndTheEventNamesIt() {
        bench.admin("create_network", "node_id", 1, "name", "acme").is("network_id", 1, "name", "acme", "enterprise",
                false);
        bench.send("get_member_role", "network_id", 1, "target_node_id", 1).is("network_id", 1, "target_node_id", 1,
                "role", "owner");
        assertEquals(List.of("network.created{network_id=1, name=acme, join_rule=open, creator_node_id=1, "
                + "enterprise=false, managed=false}"), bench.events(1));
    }

    @Test
    void creationIsChecked() {
        bench.send("create_network", "node_id", 1, "name", "acme").refused("invalid admin token");
        bench.signed(1, "create_network", "node_id", 1, "name", "acme").refused("invalid admin token");
        bench.admin("create_network", "node_id", 1, "name", "BAD", "rules", "{}")
                .refused("rules: links must be >= 1 (got 0)");
        bench.admin("create_network", "node_id", 1, "name", "backbone")
                .refused("network name \"backbone\" is reserved");
        bench.admin("create_network", "node_id", 1, "name", "acme", "join_rule", "all")
                .refused("invalid join rule \"all\" (want open, token or invite)");
        bench.admin("create_network", "node_id", 1, "name", "acme", "join_rule", "invite_only")
                .refused("enterprise feature: invite-only networks require the enterprise flag");
        bench.admin("create_network", "node_id", 9, "name", "acme").refused("node 9 not registered");
        bench.admin("create_network", "node_id", 1, "name", "acme").accepted();
        bench.admin("create_network", "node_id", 1, "name", "acme").refused("network \"acme\" already exists");
    }

    @Test
    void numbersRunOutInsteadOfComingBack() {
        bench.commit(Decision.reply(null, new Principal.Registry()).change(new Change.CountersPut(1, 65_535, 1)));
        bench.admin("create_network", "node_id", 1, "name", "last").accepted();
        bench.admin("delete_network", "network_id", 65_535).accepted();
        bench.admin("create_network", "node_id", 1, "name", "more")
                .refused("network ID space exhausted (max 65535 networks)");
    }

    @Test
    void neitherSignatureNorAdministratorGetsAroundTheJoinRule() {
        bench.admin("create_network", "node_id", 1, "name", "tok", "join_rule", "token", "token", "s3cret").accepted();
        bench.admin("create_network", "node_id", 1, "name", "inv", "join_rule", "invite", "enterprise", true)
                .accepted();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).refused("invalid token for network 1");
        bench.admin("join_network", "node_id", 2, "network_id", 1, "token", "").refused("invalid token for network 1");
        bench.admin("join_network", "node_id", 2, "network_id", 2)
                .refused("invite-only networks require invite_to_network + respond_invite flow");
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1, "token", "s3cret").is("network_id", 1, "address",
                "1:0001.0000.0002");
    }

    @Test
    void joiningNeedsTheSignatureOfTheNode() {
        bench.admin("create_network", "node_id", 1, "name", "acme", "network_admin_token", "own").accepted();
        bench.send("join_network", "node_id", 2, "network_id", 1).refused("signature required for authenticated node");
        bench.signed(3, "join_network", "node_id", 2, "network_id", 1).refused("signature verification failed");
        bench.send("join_network", "node_id", 2, "network_id", 1, "admin_token", "own")
                .refused("signature required for authenticated node");
        bench.signed(2, "join_network", "node_id", 2, "network_id", 0).refused("cannot join the backbone network");
        bench.signed(2, "join_network", "node_id", 2, "network_id", 7).refused("network 7: network not found");
        PeopledBench.join(bench, 2);
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).refused("node 2 already in network 1");
    }

    @Test
    void roleIsNotBelievedWithoutASignature() {
        bench.admin("create_network", "node_id", 1, "name", "acme").accepted();
        PeopledBench.join(bench, 2);
        bench.send("delete_network", "network_id", 1, "node_id", 1)
                .refused("signature required for authenticated node");
        bench.signed(2, "delete_network", "network_id", 1, "node_id", 1).refused("signature verification failed");
        bench.signed(2, "delete_network", "network_id", 1, "node_id", 2)
                .refused("rbac: node 2 has role \"member\", requires one of [owner]");
        bench.signed(1, "rename_network", "network_id", 1, "node_id", 1, "name", "other").is("network_id", 1, "name",
                "other");
        bench.signed(1, "delete_network", "network_id", 1, "node_id", 1).is("network_id", 1);
        assertEquals(List.of(NetworkId.BACKBONE), bench.state().networksOf(NodeId.of(2)));
    }

    @Test
    void ownerOfAnEnterpriseNetworkMustHandItOverBeforeLeaving() {
        bench.admin("create_network", "node_id", 1, "name", "acme", "enterprise", true).accepted();
        bench.signed(1, "leave_network", "node_id", 1, "network_id", 1)
                .refused("cannot leave network: owner must transfer ownership first");
        bench.signed(2, "leave_network", "node_id", 2, "network_id", 1).refused("node 2 is not a member of network 1");
        bench.admin("set_network_enterprise", "network_id", 1, "enterprise", false).accepted();
        bench.signed(1, "leave_network", "node_id", 1, "network_id", 1).is("network_id", 1);
    }

    @Test
    void rolesAreDroppedAndGivenOutAgainInTheOrderOfJoining() {
        bench.admin("create_network", "node_id", 2, "name", "acme").accepted();
        PeopledBench.join(bench, 1, 3);
        bench.send("set_network_enterprise", "network_id", 1, "enterprise", true)
                .refused("set_network_enterprise requires admin token");
        bench.admin("set_network_enterprise", "network_id", 1, "enterprise", false).accepted();
        bench.send("get_member_role", "network_id", 1, "target_node_id", 2)
                .refused("node 2 is not a member of network 1");
        bench.admin("set_network_enterprise", "network_id", 1, "enterprise", true).is("network_id", 1, "enterprise",
                true);
        assertEquals("owner", role(2));
        assertEquals("member", role(1));
        assertEquals("member", role(3));
        assertEquals(List.of("network.enterprise_changed{network_id=1, enterprise=true, members=3}"), bench.events(1));
    }

    private String role(int node) {
        return bench.send("get_member_role", "network_id", 1, "target_node_id", node).accepted().message().text("role");
    }

    @Test
    void listShowsManagedNetworksWithTheirRules() {
        String rules = "{\"links\":5,\"cycle\":\"1h30m\",\"prune\":1,\"prune_by\":\"age\",\"fill\":1,\"fill_how\":\"random\"}";
        bench.admin("create_network", "node_id", 1, "name", "man", "rules", rules).is("network_id", 1, "name", "man",
                "enterprise", false, "managed", true);
        List<?> networks = (List<?>) bench.send("list_networks").message().value("networks").orElseThrow();
        assertEquals(CommandBench.object("id", 1, "name", "man", "members", 1, "join_rule", "open", "enterprise", false,
                "created", CommandBench.START / 1000, "managed", true, "rules",
                CommandBench.object("links", 5, "cycle", "1h30m", "prune", 1, "prune_by", "age", "fill", 1, "fill_how",
                        "random")),
                networks.get(1));
    }
}
