package io.pilothouse.kernel.command.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.protocol.NetworkId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCommandsTest {
    private final CommandBench bench = PeopledBench.withNetwork(3, "open");

    @Test
    void fieldsThatAreNotSentStay() {
        bench.admin("set_network_policy", "network_id", 1, "max_members", 5, "description", "a").is("network_id", 1,
                "max_members", 5, "allowed_ports", List.of(), "description", "a");
        bench.admin("set_network_policy", "network_id", 1, "allowed_ports", List.of(80, 443, 80), "max_members", "7")
                .is("network_id", 1, "max_members", 5, "allowed_ports", List.of(80, 443), "description", "a");
        bench.send("get_network_policy", "network_id", 1).is("network_id", 1, "max_members", 5, "allowed_ports",
                List.of(80, 443), "description", "a");
        assertEquals("network.policy_changed{network_id=1, old_max_members=5, new_max_members=5, "
                + "old_allowed_ports_count=0, new_allowed_ports_count=2, old_allowed_ports=[], "
                + "new_allowed_ports=[80, 443]}", bench.events(1).getFirst());
    }

    /** A count that stays tells nothing of a port that takes another's place, and none of a description. */
    @Test
    void theTrailTellsWhichPortsAndWhichDescription() {
        bench.admin("set_network_policy", "network_id", 1, "allowed_ports", List.of(443), "description", "a")
                .accepted();
        bench.admin("set_network_policy", "network_id", 1, "allowed_ports", List.of(22), "description", "b")
                .accepted();
        assertEquals("network.policy_changed{network_id=1, old_max_members=0, new_max_members=0, "
                + "old_allowed_ports_count=1, new_allowed_ports_count=1, old_allowed_ports=[443], "
                + "new_allowed_ports=[22], old_description=a, new_description=b}", bench.events(1).getFirst());
        bench.admin("set_network_policy", "network_id", 1, "sealed_only", true, "description", "").accepted();
        assertEquals("network.policy_changed{network_id=1, old_max_members=0, new_max_members=0, "
                + "old_allowed_ports_count=1, new_allowed_ports_count=1, sealed_only=true, old_description=b, "
                + "new_description=}", bench.events(1).getFirst());
    }

    @Test
    void nothingIsStoredIfOneFieldIsWrong() {
        PeopledBench.join(bench, 2);
        bench.admin("set_network_policy", "network_id", 1, "max_members", 1)
                .refused("cannot set max_members to 1: network already has 2 members");
        bench.admin("set_network_policy", "network_id", 1, "max_members", 1.5)
                .refused("invalid max_members (must be integer 0-10000)");
        bench.admin("set_network_policy", "network_id", 1, "max_members", 7, "allowed_ports", List.of(0))
                .refused("invalid port number in allowed_ports (must be integer 1-65535)");
        bench.admin("set_network_policy", "network_id", 1, "allowed_ports", Collections.nCopies(101, 1))
                .refused("too many allowed_ports (max 100)");
        bench.admin("set_network_policy", "network_id", 1, "max_members", 7, "description", "\u00E9".repeat(129))
                .refused("policy description too long (max 256 chars)");
        bench.send("get_network_policy", "network_id", 1).is("network_id", 1, "max_members", 0, "allowed_ports",
                List.of(), "description", "");
    }

    @Test
    void sealedNetworkTakesNoPlainSignature() {
        bench.signed(1, "set_network_policy", "network_id", 1, "node_id", 1, "sealed_only", true)
                .refused("sealed signature required: a plain signature is not enough to change sealed_only");
        bench.admin("set_network_policy", "network_id", 1, "sealed_only", true).is("network_id", 1, "max_members", 0,
                "allowed_ports", List.of(), "description", "", "sealed_only", true);
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1)
                .refused("sealed signature required: a plain signature is not enough here");
        bench.signed(1, "set_network_policy", "network_id", 1, "node_id", 1, "sealed_only", false)
                .refused("sealed signature required: a plain signature is not enough here");
        assertTrue(bench.send("get_network_policy", "network_id", 1).message().flag("sealed_only"));
        bench.admin("set_network_policy", "network_id", 1, "sealed_only", false).accepted();
        PeopledBench.join(bench, 2);
    }

    @Test
    void documentAsTextKeepsItsOrderAndAsObjectIsSorted() throws NoSuchAlgorithmException {
        bench.admin("set_expr_policy", "network_id", 1, "expr_policy",
                "{ \"version\" : 1, \"rules\":[ {\"name\":\"a \\\" b\"} ], \"a\": 1.50 }").is("network_id", 1);
        assertEquals("{\"version\":1,\"rules\":[{\"name\":\"a \\\" b\"}],\"a\":1.50}", stored());
        String first = sha256(stored());
        assertEquals("network.expr_policy_set{network_id=1, size=59, new_digest=" + first + "}",
                bench.events(1).getFirst());
        bench.admin("set_expr_policy", "network_id", 1, "expr_policy",
                CommandBench.object("version", 1, "rules", List.of(CommandBench.object("on", "x", "name", "y"))))
                .accepted();
        assertEquals("{\"rules\":[{\"name\":\"y\",\"on\":\"x\"}],\"version\":1}", stored());
        String second = sha256(stored());
        assertEquals("network.expr_policy_set{network_id=1, size=45, old_digest=" + first + ", new_digest=" + second
                + "}", bench.events(1).getFirst());
        bench.admin("set_expr_policy", "network_id", 1, "expr_policy", "null").is("network_id", 1, "cleared", true);
        assertEquals("network.expr_policy_cleared{network_id=1, old_digest=" + second + "}",
                bench.events(1).getFirst());
        bench.send("get_expr_policy", "network_id", 1).is("network_id", 1);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private String stored() {
        return bench.state().network(NetworkId.of(1)).orElseThrow().exprPolicy();
    }

    @Test
    void joinerGetsTheDocument() {
        bench.admin("set_expr_policy", "network_id", 1, "expr_policy", "{\"version\":1,\"rules\":[]}").accepted();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).is("network_id", 1, "address",
                "1:0001.0000.0002", "expr_policy", CommandBench.object("version", 1, "rules", List.of()));
    }

    @Test
    void documentIsChecked() {
        set(5, "expr_policy field is required");
        bench.admin("set_expr_policy", "network_id", 1).refused("expr_policy field is required");
        set("{\"version\":2,\"rules\":[]}", "expr_policy: unsupported version 2 (want 1)");
        set("{\"version\":1}", "expr_policy: at least one rule is required");
        set("{\"version\":\"1\"}", "expr_policy: invalid JSON: version must be an integer");
        set("[]", "expr_policy: invalid JSON: a policy document is an object");
        set("{\"version\":1,\"rules\":" + "[".repeat(200) + "]".repeat(200) + "}",
                "expr_policy: nested too deeply (at most 200 levels)");
        set("{\"version\":1,\"rules\":\"" + "x".repeat(262_144) + "\"}",
                "expr_policy: too large (262168 bytes, at most 262144)");
        bench.send("set_expr_policy", "network_id", 1, "node_id", 1, "expr_policy", "")
                .refused("signature required for authenticated node");
        bench.admin("set_expr_policy", "network_id", 1, "expr_policy",
                "{\"version\":1,\"rules\":" + "[".repeat(199) + "]".repeat(199) + "}").accepted();
    }

    @Test
    void expressionsAreCompiled() {
        String rule = "{\"name\":\"web\",\"on\":\"connect\",\"match\":\"%s\",\"actions\":[{\"type\":\"allow\"}]}";
        String document = "{\"version\":1,\"rules\":[" + rule + "]}";
        set(document.formatted("port = 80"),
                "expr_policy: rule \"web\": column 6: unexpected \"=\", expected an operator "
                        + "or the end");
        set(CommandBench.object("version", 1, "rules",
                List.of(CommandBench.object("name", "web", "on", "dial", "match", "nonsense(("))),
                "expr_policy: rule \"web\": column 11: unexpected the end, expected a value, a variable or a function");
        set(document.formatted("(".repeat(100_000)), "expr_policy: rule \"web\": column 1: the expression is too long "
                + "(100000 characters, at most 65536)");
        bench.admin("create_network", "name", "wrong", "node_id", 1, "expr_policy", document.formatted("port"))
                .refused("expr_policy: rule \"web\": column 1: the expression gives int, expected true or false");
        bench.admin("create_network", "name", "right", "node_id", 1, "expr_policy",
                document.formatted("port in [80, 443]")).accepted();
        bench.admin("set_expr_policy", "network_id", 1, "expr_policy", document.formatted("port == 80 or port > 1e3"))
                .accepted();
    }

    private void set(Object document, String refusal) {
        bench.admin("set_expr_policy", "network_id", 1, "expr_policy", document).refused(refusal);
    }
}
