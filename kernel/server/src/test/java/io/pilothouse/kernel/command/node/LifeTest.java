package io.pilothouse.kernel.command.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.KernelBench;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Heartbeats, reaping, good-byes and rotations. */
class LifeTest {
    private static final NodeId ONE = NodeId.of(1);

    private final CommandBench bench = KernelBench.make();

    @BeforeEach
    void twoNodes() {
        bench.register(1);
        bench.register(2);
    }

    private void reap() {
        bench.commit(Reaper.sweep(bench.context(), 1).decision());
    }

    @Test
    void heartbeatsAreProvedEachTimeAndCostNoRecord() {
        int before = bench.records().size();
        bench.signed(1, "heartbeat", "node_id", 1).is("time", bench.now() / 1000);
        bench.send("heartbeat", "node_id", 1).refused("signature required for authenticated node");
        bench.signed(2, "heartbeat", "node_id", 1).refused("signature verification failed");
        bench.send("heartbeat", "node_id", 9).refused("node 9: node not found");
        assertEquals(before, bench.records().size());
    }

    @Test
    void theExtendedHeartbeatMovesANode() {
        bench.from("198.51.100.1", 4000);
        bench.signed(1, "heartbeat", "node_id", 1, "listen_addr", "x:4100").accepted();
        assertEquals("198.51.100.1:4100", bench.state().node(ONE).orElseThrow().realAddress());
        int before = bench.records().size();
        bench.signed(1, "heartbeat", "node_id", 1, "listen_addr", "x:4100").accepted();
        assertEquals(before, bench.records().size());
    }

    @Test
    void theBoundHeartbeatHoldsForAMinuteAndMovesNobody() {
        long now = bench.now() / 1000;
        bench.signed(1, "heartbeat", "node_id", 1, "ts", now - 60, "listen_addr", "x:1").accepted();
        assertEquals("127.0.0.1:4000", bench.state().node(ONE).orElseThrow().realAddress());
        bench.signed(1, "heartbeat", "node_id", 1, "ts", now - 61)
                .refused("heartbeat: ts outside the accepted window");
        bench.signed(1, "heartbeat", "node_id", 1, "ts", now + 61)
                .refused("heartbeat: ts outside the accepted window");
    }

    @Test
    void anExpiredKeyIsRefusedAndReportedOnceAnHour() {
        bench.admin("create_network", "node_id", 1, "name", "e", "enterprise", true).accepted();
        bench.signed(1, "set_key_expiry", "node_id", 1, "expires_at", "2027-01-15T09:00:00Z").accepted();
        assertTrue(bench.signed(1, "heartbeat", "node_id", 1).accepted().message().flag("key_expiry_warning"));
        bench.pass(Duration.ofHours(2));
        int before = bench.records().size();
        bench.send("heartbeat", "node_id", 1).refused("node 1: key expired at 2027-01-15T09:00:00Z");
        assertEquals(before, bench.records().size());
        bench.signed(1, "heartbeat", "node_id", 1).refused("node 1: key expired at 2027-01-15T09:00:00Z");
        bench.signed(1, "heartbeat", "node_id", 1).refused("node 1: key expired at 2027-01-15T09:00:00Z");
        assertEquals(before + 1, bench.records().size());
        assertEquals(List.of("key.expired_heartbeat_blocked{node_id=1}"), bench.events(1));
        bench.pass(Duration.ofHours(1));
        bench.signed(1, "heartbeat", "node_id", 1).refused("node 1: key expired at 2027-01-15T09:00:00Z");
        assertEquals(before + 2, bench.records().size());
    }

    @Test
    void aReapedNodeIsOutOfSightAndComesBackWhole() {
        bench.signed(1, "set_hostname", "node_id", 1, "hostname", "one").accepted();
        bench.signed(1, "set_tags", "node_id", 1, "tags", List.of("web")).accepted();
        bench.admin("create_network", "node_id", 1, "name", "n").accepted();
        bench.pass(Duration.ofMinutes(5));
        bench.signed(2, "heartbeat", "node_id", 2).accepted();
        bench.pass(Duration.ofMillis(1500));
        reap();
        assertEquals(List.of("node.reaped{node_id=1, reason=stale_heartbeat, last_seen_ago=5m1.5s, networks=2}"),
                bench.events(1));
        bench.send("lookup", "node_id", 1).refused("node 1: node not found");
        bench.send("resolve_hostname", "hostname", "one", "requester_id", 1).refused("hostname \"one\" not found");
        assertEquals(1, bench.state().liveNodes());
        bench.register(1);
        assertEquals(List.of("node.re_registered{node_id=1, mode=reclaimed_identity}"), bench.events(1));
        JsonObject back = bench.send("lookup", "node_id", 1).accepted().message();
        assertEquals("one", back.text("hostname"));
        assertEquals(List.of("web"), back.texts("tags"));
        assertEquals(2, ((List<?>) back.value("networks").orElseThrow()).size());
    }

    @Test
    void aNodeThatWasNeverHeardOfGetsItsGracePeriod() {
        bench.presence().forget(ONE);
        reap();
        assertTrue(bench.state().node(ONE).isPresent());
        bench.pass(Duration.ofMinutes(6));
        reap();
        assertFalse(bench.state().node(ONE).isPresent());
    }

    @Test
    void oneSweepReapsALimitedNumberAndSaysWhereToGoOn() {
        for (int number = 3; number <= Reaper.MOST + 2; number++) {
            bench.register(number);
        }
        bench.pass(Duration.ofMinutes(6));
        Reaper.Sweep first = Reaper.sweep(bench.context(), 1);
        assertEquals(Reaper.MOST, first.decision().changes().size());
        assertTrue(first.full());
        bench.commit(first.decision());
        Reaper.Sweep second = Reaper.sweep(bench.context(), first.next());
        assertEquals(2, second.decision().changes().size());
        assertEquals(1, second.next());
        assertFalse(second.full());
    }

    @Test
    void goodByeFreesNameAndNetworksButKeepsKeyAndConsents() {
        bench.signed(1, "set_hostname", "node_id", 1, "hostname", "one").accepted();
        bench.signed(1, "report_trust", "node_id", 1, "peer_id", 2).accepted();
        bench.admin("create_network", "node_id", 1, "name", "n").accepted();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).accepted();
        bench.send("deregister", "node_id", 99).is();
        bench.send("deregister", "node_id", 1).refused("signature required for authenticated node");
        long created = bench.state().node(ONE).orElseThrow().keyLife().created();
        bench.pass(Duration.ofMinutes(1));
        bench.signed(1, "deregister", "node_id", 1).is();
        assertEquals(List.of("network.owner_lost{network_id=1, former_owner=1}",
                "node.deregistered{node_id=1, networks=2}"), bench.events(2));
        bench.signed(2, "set_hostname", "node_id", 2, "hostname", "one").accepted();
        bench.send("check_trust", "node_id", 1, "peer_id", 2).is("trusted", true);
        bench.send("register", "public_key", GoldenKey.of(1).publicKey().base64()).accepted();
        assertEquals(created, bench.state().node(ONE).orElseThrow().keyLife().created());
        assertEquals("", bench.state().node(ONE).orElseThrow().nameText());
    }

    @Test
    void aRotationMustCoverTheNewKey() {
        String fresh = GoldenKey.of(7).publicKey().base64();
        bench.send("rotate_key", "node_id", 1, "new_public_key", fresh)
                .refused("rotate_key requires a valid signature");
        bench.send("rotate_key", "node_id", 1, "signature", "x").refused("rotate_key requires new_public_key");
        String shortForm = GoldenKey.of(1).sign("rotate:1");
        bench.send("rotate_key", "node_id", 1, "new_public_key", fresh, "signature", shortForm)
                .refused("signature verification failed: it must cover rotate:<node_id>:<new_public_key>");
        bench.signed(1, "rotate_key", "node_id", 1, "new_public_key", GoldenKey.of(2).publicKey().base64())
                .refused("new_public_key already in use");
        bench.signed(1, "rotate_key", "node_id", 1, "new_public_key", fresh).is("node_id", 1, "address",
                "0:0000.0000.0001", "public_key", fresh);
        assertEquals("key.rotated{node_id=1, old_public_key=" + GoldenKey.of(1).publicKey().base64()
                + ", new_public_key=" + fresh + "}", bench.events(1).getFirst());
        bench.signed(1, "heartbeat", "node_id", 1).refused("signature verification failed");
        bench.signed(7, "heartbeat", "node_id", 1).accepted();
        assertEquals(3, bench.register(1), "the old key is nobody's now");
    }

    @Test
    void theShortRotationWorksWhereTheOperatorSaysSo() {
        CommandBench old = KernelBench.with(KernelPolicy.DEFAULT.withShortRotation(true));
        old.register(1);
        old.send("rotate_key", "node_id", 1, "new_public_key", GoldenKey.of(7).publicKey().base64(), "signature",
                GoldenKey.of(1).sign("rotate:1")).accepted();
        old.signed(7, "heartbeat", "node_id", 1).accepted();
    }
}
