package io.pilothouse.kernel.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoSnapshotTest {
    /** The golden file of replication-and-storage.md 3.2. */
    private static final String GOLDEN = """
            {"version":1,"next_node":2,"next_net":1,"nodes":{"1":{"id":1,"owner":"a@example.org",\
            "public_key":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","real_addr":"203.0.113.5:4000","networks":[0],\
            "last_seen":"2026-05-20T10:00:00Z","key_created":"2026-05-20T09:00:00Z"}},\
            "networks":{"0":{"id":0,"name":"backbone","join_rule":"open","members":[1],"created":"2026-05-20T08:00:00Z"}},\
            "pub_key_idx":{"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=":1},"total_requests":3,"total_nodes":1,\
            "online_nodes":1,"start_time":"2026-05-20T08:00:00Z",\
            "checksum":"6e63100078d9275a6bf7f787e53a397d4f8c7fb00189513261bbe08ad093b5bd"}""";

    private static final String RICH = """
            {"version":1,"next_node":9,"next_net":3,"nodes":{\
            "1":{"id":1,"public_key":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","networks":[0,2],"hostname":"one",\
            "tags":["a"],"external_id":"ext","polo_score":-4,"badge":"b"},\
            "2":{"id":2,"public_key":"Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc=","networks":[0,2],"hostname":"one"},\
            "3":{"id":3,"public_key":"broken","networks":[0]}},\
            "networks":{"0":{"id":0,"name":"backbone","join_rule":"open","members":[1,2],"created":"2026-05-20T08:00:00Z"},\
            "2":{"id":2,"name":"team","join_rule":"token","token":"t","members":[2,1],"member_roles":{"2":"owner","1":"admin"},\
            "member_tags":{"1":["x"]},"admin_token":"na","enterprise":true,"policy":{"max_members":5,"allowed_ports":[80],\
            "description":"d"},"created":"2026-05-20T08:00:00+02:00"}},\
            "trust_pairs":["1:2"],"pub_key_idx":{"JUO5L/EJVRFHatyDadtt3JM2ZaEZeN2hQE7hBmypVZ0=":7},\
            "handshake_inbox":{"1":[{"from_node_id":2,"justification":"please","timestamp":"2026-05-20T08:00:00.5Z"}]},\
            "invite_inbox":{"1":[{"network_id":2,"inviter_id":2,"timestamp":"2026-05-20T08:00:00Z"}]},\
            "audit_log":[{"timestamp":"2026-05-20T08:00:00Z","action":"node.registered","node_id":1,"details":"mode=new_node"}],\
            "idp_config":{"type":"oidc","url":"https://id.example"}}""";

    @TempDir
    private Path folder;

    private final LiveState state = new LiveState();

    private GoSnapshot read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("snapshot.json"), text);
        GoSnapshot snapshot = new GoSnapshot(key -> true, 1_000, state);
        snapshot.read(file, state::apply, bytes -> {});
        return snapshot;
    }

    @Test
    void theGoldenFileIsReadAndItsChecksumHolds() throws IOException {
        GoSnapshot snapshot = read(GOLDEN);
        Node node = state.node(NodeId.of(1)).orElseThrow();
        assertEquals("203.0.113.5:4000", node.realAddress());
        assertEquals("a@example.org", node.owner());
        assertEquals(2, state.nextNode());
        assertEquals(3, state.statistics().requests());
        assertEquals(1, snapshot.report().counted("checksum verified"));
        assertEquals(List.of(), snapshot.report().remarkKinds());
    }

    @Test
    void anAlteredFileIsRefused() {
        IOException refused = assertThrows(IOException.class, () -> read(GOLDEN.replace("4000", "4001")));
        assertTrue(refused.getMessage().contains("checksum"), refused.getMessage());
    }

    @Test
    void aCutFileIsRefused() {
        IOException refused = assertThrows(IOException.class, () -> read(GOLDEN.substring(0, 300)));
        assertTrue(refused.getMessage().contains("no sound snapshot"), refused.getMessage());
    }

    @Test
    void idsKeysMembershipsTrustAndRolesStayIntact() throws IOException {
        GoSnapshot snapshot = read(RICH);
        NetworkId team = NetworkId.of(2);
        assertEquals(List.of(NodeId.of(2), NodeId.of(1)), state.members(team).map(Membership::node).toList());
        assertEquals(Role.OWNER, state.membership(team, NodeId.of(2)).orElseThrow().role());
        assertEquals(List.of("x"), state.membership(team, NodeId.of(1)).orElseThrow().tags());
        assertTrue(state.consents(NodeId.of(1), NodeId.of(2)) && state.consents(NodeId.of(2), NodeId.of(1)));
        assertEquals(NodeId.of(1), state.identityOf(new Hostname("one")).orElseThrow().id());
        assertEquals(Standing.REAPED, state.identity(NodeId.of(7)).orElseThrow().standing());
        assertEquals(9, state.nextNode());
        assertEquals(3, state.nextNetwork());
        assertEquals("please", state.handshakes(NodeId.of(1)).requests().getFirst().justification());
        assertEquals(1, state.invites(NodeId.of(1)).size());
        assertEquals("b", state.node(NodeId.of(1)).orElseThrow().extras().get("badge"));
        assertEquals("mode=new_node", snapshot.audit().getFirst().details());
        List<String> remarks = snapshot.report().remarkKinds();
        assertTrue(remarks.contains("node left out because its key cannot be read"), remarks.toString());
        assertTrue(remarks.contains("host name taken twice, the first keeps it"), remarks.toString());
        assertTrue(remarks.contains("part of the snapshot left aside; configure it anew"), remarks.toString());
    }
}
