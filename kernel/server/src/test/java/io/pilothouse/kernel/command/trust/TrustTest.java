package io.pilothouse.kernel.command.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.KernelBench;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.protocol.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustTest {
    private final CommandBench bench = KernelBench.make();

    @BeforeEach
    void threeNodes() {
        bench.register(1);
        bench.register(2);
        bench.register(3);
    }

    private void trusts(int node, int peer, boolean expected) {
        bench.send("check_trust", "node_id", node, "peer_id", peer).is("trusted", expected);
    }

    @Test
    void aReportGivesAwayOnlyTheReporter() {
        bench.signed(1, "report_trust", "node_id", 1, "peer_id", 2).is();
        trusts(1, 2, true);
        trusts(2, 1, false);
        assertEquals(List.of("trust.created{node_a=1, node_b=2}"), bench.events(1));
        bench.signed(2, "report_trust", "node_id", 1, "peer_id", 2).refused("signature verification failed");
        bench.admin("report_trust", "node_id", 1, "peer_id", 2).refused("signature required for authenticated node");
        bench.send("report_trust", "node_id", 1, "peer_id", 9).refused("node 9: node not found");
        bench.signed(1, "report_trust", "node_id", 1, "peer_id", 1)
                .refused("invalid peer_id: a node cannot report trust in itself");
    }

    @Test
    void eitherSideRevokesBothDirections() {
        bench.signed(1, "report_trust", "node_id", 1, "peer_id", 2).is();
        bench.signed(2, "report_trust", "node_id", 2, "peer_id", 1).is();
        assertEquals(1, bench.state().trustPairs());
        bench.signed(2, "revoke_trust", "node_id", 2, "peer_id", 1).is();
        trusts(1, 2, false);
        trusts(2, 1, false);
        assertEquals(0, bench.state().trustPairs());
        bench.signed(2, "revoke_trust", "node_id", 2, "peer_id", 1).refused("no trust pair between 2 and 1");
    }

    @Test
    void askingAndAcceptingMakeTrustMutual() {
        bench.signed(1, "request_handshake", "from_node_id", 1, "to_node_id", 2, "justification", "hi").is("status",
                "delivered");
        bench.signed(1, "request_handshake", "from_node_id", 1, "to_node_id", 2)
                .refused("handshake request already pending from node 1");
        trusts(2, 1, false);
        bench.signed(2, "poll_handshakes", "node_id", 2).is("requests",
                List.of(CommandBench.object("from_node_id", 1, "public_key", GoldenKey.of(1).publicKey().base64(),
                        "justification", "hi", "timestamp", bench.now() / 1000)),
                "responses", List.of());
        int before = bench.records().size();
        bench.signed(2, "poll_handshakes", "node_id", 2).is("requests", List.of(), "responses", List.of());
        assertEquals(before, bench.records().size(), "an empty inbox costs no record");
        bench.signed(2, "respond_handshake", "node_id", 2, "peer_id", 1, "accept", true).is("accept", true, "peer_id",
                1);
        assertEquals(List.of("trust.created{node_a=2, node_b=1}",
                "handshake.responded{node_id=2, peer_id=1, accept=true}"), bench.events(2));
        trusts(1, 2, true);
        trusts(2, 1, true);
        bench.signed(1, "poll_handshakes", "node_id", 1).is("requests", List.of(), "responses", List.of(
                CommandBench.object("from_node_id", 2, "accept", true, "timestamp", bench.now() / 1000)));
    }

    @Test
    void anAnswerNobodyAskedForOpensNobodyElse() {
        bench.signed(1, "respond_handshake", "node_id", 1, "peer_id", 3, "accept", true).accepted();
        trusts(1, 3, true);
        trusts(3, 1, false);
        bench.signed(1, "resolve", "node_id", 3, "requester_id", 1)
                .refused("resolve denied: node 3 is private (establish mutual trust first)");
    }

    @Test
    void aRejectionEndsWhatTheAskingGaveButNoTrust() {
        bench.signed(1, "request_handshake", "from_node_id", 1, "to_node_id", 2).accepted();
        bench.signed(2, "respond_handshake", "node_id", 2, "peer_id", 1, "accept", false).accepted();
        trusts(1, 2, false);
        bench.signed(3, "report_trust", "node_id", 3, "peer_id", 2).accepted();
        bench.signed(2, "report_trust", "node_id", 2, "peer_id", 3).accepted();
        bench.signed(2, "respond_handshake", "node_id", 2, "peer_id", 3, "accept", false).accepted();
        trusts(3, 2, true);
    }

    @Test
    void onlyTrustThatWasNotThereIsToldOf() {
        bench.signed(2, "report_trust", "node_id", 2, "peer_id", 1).accepted();
        bench.signed(1, "request_handshake", "from_node_id", 1, "to_node_id", 2).accepted();
        for (int peer : new int[]{1, 2}) {
            int before = bench.records().size();
            bench.signed(2, "respond_handshake", "node_id", 2, "peer_id", peer, "accept", true).accepted();
            assertEquals(before + 1, bench.records().size());
            assertEquals(List.of("handshake.responded"),
                    bench.records().getLast().events().stream().map(AuditEvent::action).toList());
        }
    }

    @Test
    void handshakesHaveTheirOwnWords() {
        bench.send("request_handshake", "from_node_id", 99, "to_node_id", 98, "justification", "é".repeat(513))
                .refused("justification too large: 1026 bytes (max 1024)");
        bench.send("request_handshake", "from_node_id", 1, "to_node_id", 2)
                .refused("handshake request requires signature");
        bench.send("request_handshake", "from_node_id", 1, "to_node_id", 2, "signature", "*")
                .refused("invalid signature encoding: illegal base64 data at input byte 0");
        bench.signed(2, "request_handshake", "from_node_id", 1, "to_node_id", 2)
                .refused("handshake request signature verification failed");
        bench.send("respond_handshake", "node_id", 2, "peer_id", 1, "accept", true)
                .refused("handshake response requires signature");
        bench.signed(1, "respond_handshake", "node_id", 2, "peer_id", 1, "accept", true)
                .refused("handshake response signature verification failed");
    }

    @Test
    void inboxesAreBounded() {
        for (int number = 4; number <= 104; number++) {
            bench.register(number);
        }
        for (int number = 4; number <= 103; number++) {
            bench.signed(number, "request_handshake", "from_node_id", number, "to_node_id", 1).accepted();
        }
        bench.signed(104, "request_handshake", "from_node_id", 104, "to_node_id", 1)
                .refused("handshake inbox full for node 1");
        for (int number = 4; number <= 104; number++) {
            bench.signed(number, "respond_handshake", "node_id", number, "peer_id", 1).accepted();
        }
        JsonObject polled = bench.signed(1, "poll_handshakes", "node_id", 1).accepted().message();
        assertEquals(100, polled.objects("requests").size());
        assertEquals(100, polled.objects("responses").size());
        assertEquals(5, polled.objects("responses").getFirst().whole("from_node_id"), "the oldest answer went");
    }
}
