package io.pilothouse.kernel.command.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.KernelBench;
import io.pilothouse.protocol.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who learns what of a node. */
class PrivacyTest {
    private final CommandBench bench = KernelBench.make();

    @BeforeEach
    void threeNodes() {
        bench.register(1);
        bench.register(2);
        bench.register(3);
        bench.signed(1, "set_hostname", "node_id", 1, "hostname", "one").accepted();
    }

    @Test
    void resolveNeedsTheTargetsConsent() {
        String hidden = "resolve denied: node 1 is private (establish mutual trust first)";
        bench.signed(2, "resolve", "node_id", 1, "requester_id", 2).refused(hidden);
        bench.signed(2, "report_trust", "node_id", 2, "peer_id", 1).accepted();
        bench.signed(2, "resolve", "node_id", 1, "requester_id", 2).refused(hidden);
        bench.signed(1, "report_trust", "node_id", 1, "peer_id", 2).accepted();
        assertEquals("127.0.0.1:4000",
                bench.signed(2, "resolve", "node_id", 1, "requester_id", 2).accepted().message().text("real_addr"));
        bench.signed(3, "resolve", "node_id", 1, "requester_id", 3).refused(hidden);
        bench.send("resolve", "node_id", 1, "requester_id", 9)
                .refused("resolve denied: requester node 9 is not registered");
    }

    @Test
    void aSharedNetworkAndBeingPublicAreEnough() {
        bench.admin("create_network", "node_id", 1, "name", "n").accepted();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).accepted();
        bench.signed(2, "resolve", "node_id", 1, "requester_id", 2).accepted();
        bench.signed(1, "set_visibility", "node_id", 1, "public", true).is("node_id", 1, "visibility", "public");
        bench.signed(3, "resolve", "node_id", 1, "requester_id", 3).accepted();
    }

    @Test
    void punchHasTheSameGate() {
        bench.signed(3, "punch", "requester_id", 3, "node_a", 1, "node_b", 2)
                .refused("punch denied: requester must be participant");
        bench.signed(2, "punch", "requester_id", 2, "node_a", 2, "node_b", 1)
                .refused("punch denied: node 1 is private (establish mutual trust first)");
        bench.signed(1, "report_trust", "node_id", 1, "peer_id", 2).accepted();
        bench.signed(2, "punch", "requester_id", 2, "node_a", 2, "node_b", 1).is("node_a", 2, "node_a_addr",
                "127.0.0.1:4000", "node_b", 1, "node_b_addr", "127.0.0.1:4000");
        bench.signed(2, "punch", "requester_id", 2, "node_a", 2, "node_b", 9).refused("node 9: node not found");
    }

    @Test
    void aHiddenNameLooksLikeAMissingOne() {
        bench.send("resolve_hostname").refused("hostname required");
        bench.send("resolve_hostname", "hostname", "one").refused("hostname \"one\" not found");
        bench.send("resolve_hostname", "hostname", "two").refused("hostname \"two\" not found");
        bench.send("resolve_hostname", "hostname", "one", "requester_id", 2).refused("hostname \"one\" not found");
        bench.send("resolve_hostname", "hostname", "one", "requester_id", 1).is("node_id", 1, "address",
                "0:0000.0000.0001", "public", false, "hostname", "one");
    }

    @Test
    void externalIdsAreShownToTheAdministratorOnly() {
        bench.admin("create_network", "node_id", 1, "name", "n").accepted();
        bench.admin("set_external_id", "node_id", 1, "external_id", "ann").is("node_id", 1, "external_id", "ann");
        assertFalse(bench.send("lookup", "node_id", 1).message().has("external_id"));
        assertFalse(first(bench.send("list_nodes", "network_id", 1)).has("external_id"));
        JsonObject shown = first(bench.admin("list_nodes", "network_id", 1));
        assertEquals("ann", shown.text("external_id"));
        assertEquals("2027-01-15T08:00:00Z", shown.text("last_seen"));
        assertEquals("owner", shown.text("role"));
        bench.send("list_nodes")
                .refused("listing backbone nodes is not permitted (use lookup with a specific node_id)");
        assertEquals(3, bench.admin("list_nodes").message().objects("nodes").size());
        bench.send("list_nodes", "network_id", 8).refused("network 8: network not found");
    }

    @Test
    void aMemberThatIsGoneIsOffline() {
        bench.admin("create_network", "node_id", 1, "name", "n").accepted();
        bench.pass(Duration.ofMinutes(6));
        bench.commit(Reaper.sweep(bench.context(), 1).decision());
        assertEquals(
                CommandBench.object("node_id", 1, "address", "1:0001.0000.0001", "offline", true, "role", "owner"),
                first(bench.send("list_nodes", "network_id", 1)));
    }

    @Test
    void tagsAreCleanedAndChecked() {
        bench.signed(1, "set_tags", "node_id", 1, "tags", List.of("#web", "web", "ml")).is("node_id", 1, "tags",
                List.of("web", "ml"));
        bench.send("set_tags", "node_id", 99, "tags", List.of("")).refused("empty tag not allowed");
        bench.send("set_tags", "node_id", 99, "tags", List.of("Bad"))
                .refused("tag \"Bad\" must be lowercase alphanumeric with hyphens");
        bench.send("set_tags", "node_id", 99, "tags", List.of("x".repeat(33)))
                .refused("tag \"" + "x".repeat(33) + "\" too long (max 32 chars)");
        bench.send("set_tags", "node_id", 99, "tags", IntStream.range(0, 11).mapToObj(i -> "t" + i)
                .toList()).refused("too many tags (max 10)");
        bench.admin("set_task_exec", "node_id", 1, "enabled", true).is("node_id", 1, "task_exec", true);
        assertEquals(List.of("task_exec.changed{node_id=1, old_enabled=false, new_enabled=true}",
                "tags.changed{node_id=1, old_tags_count=0, new_tags_count=2, old_tags=[], new_tags=[web, ml]}"),
                bench.events(2));
        bench.signed(1, "set_tags", "node_id", 1, "tags", List.of("db")).accepted();
        assertEquals("tags.changed{node_id=1, old_tags_count=2, new_tags_count=1, old_tags=[web, ml], new_tags=[db]}",
                bench.events(1).getFirst());
    }

    private static JsonObject first(CommandBench.Answer answer) {
        return answer.accepted().message().objects("nodes").getFirst();
    }
}
