package io.pilothouse.kernel.command.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.PeopledBench;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTokenTest {
    private final CommandBench bench = PeopledBench.withNetwork(3, "token");

    private CommandBench.Answer rename(String token) {
        return bench.send("rename_network", "network_id", 1, "name", "other", "admin_token", token);
    }

    @Test
    void theAdminTokenIsReplacedByItself() {
        bench.send("set_network_token", "network_id", 1, "kind", "admin", "new_token", "next", "admin_token",
                "acme-adm")
                .is("network_id", 1, "kind", "admin", "status", "set");
        assertEquals(List.of("network.token_changed{network_id=1, kind=admin, status=set}"), bench.events(1));
        rename("acme-adm").refused("rbac: node_id required for role-based authorization");
        rename("next").accepted();
        bench.admin("set_network_token", "network_id", 1, "kind", "admin", "new_token", "").is("network_id", 1, "kind",
                "admin", "status", "cleared");
        rename("next").refused("rbac: node_id required for role-based authorization");
        rename("").refused("rbac: node_id required for role-based authorization");
    }

    @Test
    void theJoinTokenIsReplaced() {
        bench.admin("set_network_token", "network_id", 1, "kind", "join", "new_token", "welcome").accepted();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).refused("invalid token for network 1");
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1, "token", "welcome").accepted();
    }

    @Test
    void aNetworkThatAsksForATokenKeepsOne() {
        bench.admin("set_network_token", "network_id", 1, "kind", "join", "new_token", "welcome").accepted();
        bench.admin("set_network_token", "network_id", 1, "kind", "join", "new_token", "")
                .refused("join token is required when the join rule"
                        + " is token: without one everybody could join");
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).refused("invalid token for network 1");
    }

    /** A name misspelt or a value of another type must not take a token away. */
    @Test
    void onlyAnEmptyTextTakesATokenAway() {
        String why = "new_token is required: the secret from now on, or \"\" for none";
        bench.admin("set_network_token", "network_id", 1, "kind", "admin", "token", "next").refused(why);
        bench.admin("set_network_token", "network_id", 1, "kind", "admin", "new_token", 12345).refused(why);
        bench.admin("set_network_token", "network_id", 1, "kind", "join").refused(why);
        rename("acme-adm").accepted();
    }

    @Test
    void anOwnerNeedsASealAndOthersMayNot() {
        bench.send("set_network_token", "network_id", 1, "kind", "admin", "new_token", "x", "node_id", 1)
                .refused("signature required for authenticated node");
        bench.signed(1, "set_network_token", "network_id", 1, "kind", "admin", "new_token", "x", "node_id", 1)
                .refused("signature verification failed");
        bench.send("set_network_token", "network_id", 1, "kind", "admin", "new_token", "x", "node_id", 2)
                .refused("rbac: node 2 has no role in network 1");
        bench.admin("set_network_token", "network_id", 1, "kind", "both", "new_token", "x")
                .refused("invalid kind \"both\" (want admin or join)");
        bench.admin("set_network_token", "kind", "admin", "new_token", "x")
                .refused("cannot set a token of the backbone network");
        bench.admin("set_network_token", "network_id", 1, "kind", "admin", "new_token", "x".repeat(257))
                .refused("new_token too long (max 256 chars)");
    }
}
