package io.pilothouse.kernel.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.HandshakeRequest;
import io.pilothouse.kernel.model.HandshakeResponse;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.net.Subscriptions;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.SubscribeReplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby of ours behind a primary of R1, which knows snapshots only. */
class SnapshotFollowTest {
    private static final String KEY = "rIwn5Nxq5hqW+G1dWokQo/H4d/qvcny9cVwfO9NFeZk=";
    private static final String OTHER = "SqemtSbpi5wUAaHsie8gJcVsiPNeQoaJeJeku2gazqs=";
    private static final String BACKBONE = """
            "0":{"id":0,"name":"backbone","join_rule":"open","members":[1,2],"created":"2026-11-22T02:50:55Z"}""";
    private static final String SECOND_NODE = """
            ,"2":{"id":2,"public_key":"%s","real_addr":"127.0.0.1:4000","networks":[0],\
            "last_seen":"2026-11-22T02:51:00Z","tags":["z"],"key_created":"2026-11-22T02:50:55Z"}""".formatted(OTHER);
    private static final String AUDIT_1 = """
            {"timestamp":"2026-11-22T02:50:55Z","action":"node.registered","node_id":1,"details":"mode=new_node"}""";
    private static final String AUDIT_2 = """
            {"timestamp":"2026-11-22T02:50:56Z","action":"tags.changed","node_id":2,\
            "details":"old_tags_count=0, new_tags_count=1"}""";

    @TempDir
    private Path folder;

    private final FakePrimary primary;
    private final Site standby;

    SnapshotFollowTest() throws IOException {
        primary = new FakePrimary();
        standby = Site.empty();
    }

    @AfterEach
    void stop() throws IOException {
        standby.close();
        primary.close();
    }

    /** A snapshot of the captured shape: version 0 has neither rules nor versions of nodes, version 1 has all. */
    private static String snapshot(int version, String secondNode, String pairs, String audit) {
        boolean whole = version == 1;
        return """
                {"snapshot":{"version":%d,"next_node":3,"next_net":2,"nodes":{"1":{"id":1,"owner":"a@example.org",\
                "public_key":"%s","real_addr":"127.0.0.1:4000","networks":[0,1],"last_seen":"2026-11-22T02:50:55Z",\
                "hostname":"h1","key_created":"2026-11-22T02:50:55Z"%s}%s},"networks":{%s,"1":{"id":1,"name":"m",\
                "join_rule":"open","members":[1],"member_roles":{"1":"owner"}%s,"created":"2026-11-22T02:50:55Z"}},\
                "trust_pairs":[%s]%s,"audit_log":[%s]},"type":"replication_snapshot"}""".formatted(version, KEY,
                whole ? ",\"version\":\"v1.9.0\",\"endpoints\":[{\"network\":\"tcp\",\"addr\":\"x:1\"}]" : "",
                secondNode,
                BACKBONE, whole ? ",\"rules\":{\"links\":1},\"expr_policy\":{\"version\":1}" : "", pairs,
                whole ? ",\"pub_key_idx\":{\"" + KEY + "\":1,\"" + OTHER + "\":2},\"total_requests\":5" : "", audit);
    }

    private Follower followed() throws InterruptedException {
        Follower follower = standby.follow(Site.at(primary.port(), Site.TOKEN), folder);
        assertEquals(Optional.empty(), follower.firstContact(Duration.ofSeconds(20)));
        return follower;
    }

    private Node node(long id) {
        return standby.state.identity(NodeId.of(id)).orElseThrow();
    }

    @Test
    void theStateBecomesTheSnapshotsAndIsDurable() throws Exception {
        primary.say(snapshot(1, SECOND_NODE, "\"1:2\"", AUDIT_1));
        Follower follower = followed();
        Site.await("connected", () -> follower.status().connected());
        assertEquals(List.of("z"), node(2).tags());
        assertEquals("v1.9.0", node(1).version());
        assertTrue(standby.state.consents(NodeId.of(1), NodeId.of(2)));
        assertEquals(Role.OWNER, standby.state.membership(NetworkId.of(1), NodeId.of(1)).map(Membership::role)
                .orElseThrow());
        assertEquals(1_795_315_860_000L, standby.presence.lastSeen(NodeId.of(2)));
        assertEquals(3, standby.state.nextNode());
        standby.alone();
        try (Site again = new Site(standby.store, Site.TOKEN, Optional.empty())) {
            assertEquals(standby.facts(), again.facts());
            assertFalse(again.state.registryId().isEmpty());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "no snapshot is left behind");
        }
    }

    @Test
    void theSameSnapshotAgainChangesNothing() throws Exception {
        primary.say(snapshot(1, SECOND_NODE, "\"1:2\"", AUDIT_1));
        followed();
        long records = standby.journal.lastSequence();
        primary.say(snapshot(1, SECOND_NODE, "\"1:2\"", AUDIT_1 + "," + AUDIT_2));
        Site.await("one audit entry", () -> standby.journal.lastSequence() == records + 1);
        assertEquals(List.of("tags.changed", "node.registered"), standby.audit.recent(NetworkId.BACKBONE, 9).stream()
                .map(entry -> entry.event().action()).toList());
    }

    @Test
    void whatIsGoneThereIsGoneHereButItsKeyKeepsItsId() throws Exception {
        primary.say(snapshot(1, SECOND_NODE, "\"1:2\"", AUDIT_1));
        followed();
        primary.say(snapshot(1, "", "", AUDIT_1));
        Site.await("gone", () -> standby.state.node(NodeId.of(2)).isEmpty());
        Site.await("trust gone", () -> standby.state.trustPairs() == 0);
        assertEquals(NodeId.of(2), standby.state.identityOf(node(2).publicKey().orElseThrow()).map(Node::id)
                .orElseThrow());
        assertEquals(NodeId.of(1), standby.state.identityOf(new Hostname("h1")).map(Node::id).orElseThrow());
    }

    @Test
    void aFirstSnapshotOfR1TakesNothingAwayThatItCannotHold() throws Exception {
        primary.say(snapshot(1, SECOND_NODE, "\"1:2\"", AUDIT_1));
        followed();
        primary.say(snapshot(0, "", "\"1:2\"", AUDIT_1));
        Site.await("gone", () -> standby.state.node(NodeId.of(2)).isEmpty());
        assertEquals("v1.9.0", node(1).version());
        assertEquals(1, node(1).endpoints().size());
        assertEquals("{\"links\":1}", standby.state.network(NetworkId.of(1)).orElseThrow().rules());
        assertEquals("{\"version\":1}", standby.state.network(NetworkId.of(1)).orElseThrow().exprPolicy());
    }

    @Test
    void aByteNowAndThenKeepsAnR1PrimaryFromHangingUp() throws Exception {
        primary.say(snapshot(1, SECOND_NODE, "", AUDIT_1));
        followed();
        Site.await("a byte", () -> {
            primary.say("{\"type\":\"heartbeat\"}");
            return !primary.octets.isEmpty();
        });
    }

    @Test
    void anotherRegistryIsRefusedForGood() throws Exception {
        primary.say(snapshot(1, SECOND_NODE, "", AUDIT_1));
        Follower follower = followed();
        primary.say(snapshot(1, "", "", AUDIT_1).replace("2026-11-22T02:50:55Z", "2025-01-01T00:00:00Z"));
        Site.await("refused", () -> follower.status().trouble().contains("the primary is another registry: its backbone"
                + " was created 2025-01-01T00:00:00Z"));
        assertEquals(2, standby.state.liveNodes());
    }

    @Test
    void whatWasAcknowledgedAfterAPromotionIsNotUndone() throws Exception {
        primary.say(snapshot(1, SECOND_NODE, "", AUDIT_1));
        followed();
        standby.alone();
        standby.commit(Facts.put(3));
        primary.hangUp();
        primary.say(snapshot(1, SECOND_NODE, "", AUDIT_1));
        Follower follower = standby.follow(Site.at(primary.port(), Site.TOKEN), folder);
        Site.await("refused, not " + follower.status(),
                () -> follower.status().trouble().contains("they would undo the rest"));
        assertTrue(standby.state.node(NodeId.of(3)).isPresent());
    }

    @Test
    void whatWeSendToStandbysOfR1SaysTheWholeState() throws Exception {
        try (Site ours = Site.founded("here")) {
            NodeId one = NodeId.of(1);
            ours.commit(Facts.put(1), Facts.tagged(2, "a"), new Change.NetworkPut(Facts.team()),
                    Facts.member(2, 1, Role.OWNER), Facts.member(1, 2, Role.MEMBER),
                    new Change.HandshakesPut(one,
                            new HandshakeInbox(List.of(new HandshakeRequest(NodeId.of(2), KEY, "<please>", Site.START)),
                                    List.of(new HandshakeResponse(NodeId.of(2), true, Site.START)))),
                    new Change.InvitesPut(one, List.of(new Invite(NetworkId.of(1), NodeId.of(2), Site.START))));
            RecordedStream stream = new RecordedStream();
            Subscriptions.Subscriber subscriber = assertInstanceOf(Subscriptions.Answer.Accepted.class,
                    ours.feed.answer(new SubscribeReplication(Site.TOKEN), Source.LOCAL)).subscriber();
            subscriber.opened(stream);
            Site.await("snapshot", () -> !stream.sent.isEmpty());
            subscriber.closed();
            assertFalse(stream.last().contains("task_executors"), "zero fields are left out");
            primary.say(stream.last());
            followed();
            assertEquals(List.of(), Difference.between(standby.state, ours.state, true).stream()
                    .filter(change -> !(change instanceof Change.StatisticsPut)).toList());
            Network team = standby.state.network(NetworkId.of(1)).orElseThrow();
            assertTrue(team.token().sealed() && team.adminToken().sealed());
            assertTrue(Keys.SECRETS.matches(team.token(), team.tokenPurpose(), "secret"));
            assertEquals("<please>", standby.state.handshakes(one).requests().getFirst().justification());
            assertEquals(List.of(2L, 1L), standby.state.members(NetworkId.of(1)).map(member -> member.node().value())
                    .toList());
        }
    }
}
