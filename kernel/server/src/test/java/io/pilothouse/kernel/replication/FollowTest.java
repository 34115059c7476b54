package io.pilothouse.kernel.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.journal.RandomFacts;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.net.TlsIdentity;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two registries in one process, the one following the other by records. */
class FollowTest {
    @TempDir
    private Path folder;

    private static void inStep(Site primary, Site standby) {
        Site.await("standby in step", () -> standby.journal.lastSequence() == primary.journal.lastSequence());
        Site.await("facts in step", () -> standby.facts().equals(primary.facts()));
    }

    @Test
    void aThousandChangesArriveAsTheyWereAndStayWhenThePrimaryIsGone() throws Exception {
        try (Site standby = Site.empty()) {
            try (Site primary = Site.founded("here")) {
                RandomFacts random = new RandomFacts(1);
                for (int i = 0; i < 500; i++) {
                    primary.commit(random.next(primary.state));
                }
                Follower follower = standby.follow(primary.address(), folder);
                assertEquals(Optional.empty(), follower.firstContact(Duration.ofSeconds(20)));
                for (int i = 0; i < 500; i++) {
                    primary.commit(random.next(primary.state));
                }
                inStep(primary, standby);
                assertEquals(primary.journal.read(1, 2_000), standby.journal.read(1, 2_000));
                assertTrue(follower.status().connected());
                assertEquals(1, primary.feed.subscribers());
            }
            Site.await("the primary missed", () -> !standby.follower().status().connected());
            assertEquals(1_001, standby.journal.lastSequence());
            assertEquals("here", standby.state.registryId());
        }
    }

    @Test
    void aRestartedStandbyHasItsStateAndGoesOnWhereItWas() throws Exception {
        try (Site primary = Site.founded("here"); Site before = Site.empty()) {
            primary.commit(Facts.put(1));
            before.follow(primary.address(), folder);
            inStep(primary, before);
            before.alone();
            primary.commit(Facts.tagged(1, "late"));
            try (Site after = new Site(before.store, Site.TOKEN, Optional.empty())) {
                assertTrue(after.state.node(NodeId.of(1)).isPresent());
                after.follow(primary.address(), folder);
                inStep(primary, after);
                assertEquals(List.of("late"), after.state.node(NodeId.of(1)).orElseThrow().tags());
            }
        }
    }

    @Test
    void aPromotedStandbyHandsOutNoIdTwice() throws Exception {
        try (Site primary = Site.founded("here"); Site standby = Site.empty()) {
            primary.commit(Facts.put(41));
            standby.follow(primary.address(), folder);
            inStep(primary, standby);
            standby.alone();
            assertEquals(42, standby.state.nextNode());
            standby.commit(Facts.put(standby.state.nextNode()));
            assertEquals(4, standby.journal.lastSequence() + 1);
            assertEquals(43, standby.state.nextNode());
        }
    }

    @Test
    void theOldPrimaryMayFollowTheNewOneUnlessItHasWrittenMeanwhile() throws Exception {
        try (Site old = Site.founded("here"); Site promoted = Site.empty()) {
            old.commit(Facts.put(1));
            promoted.follow(old.address(), folder);
            inStep(old, promoted);
            promoted.alone();
            promoted.commit(Facts.put(2));
            old.follow(promoted.address(), folder);
            inStep(promoted, old);
            old.alone();
            promoted.commit(Facts.put(3));
            old.commit(Facts.put(3), Facts.put(4));
            Optional<String> never = old.follow(promoted.address(), folder).firstContact(Duration.ofSeconds(20));
            assertTrue(never.orElse("").contains("each has gone its own way"), never.toString());
            assertEquals(5, old.state.nextNode());
        }
    }

    @Test
    void aStandbyThatIsAheadIsRefused() throws Exception {
        try (Site old = Site.founded("here"); Site ahead = Site.empty()) {
            ahead.follow(old.address(), folder);
            inStep(old, ahead);
            ahead.alone();
            ahead.commit(Facts.put(1));
            Optional<String> never = ahead.follow(old.address(), folder).firstContact(Duration.ofSeconds(20));
            assertTrue(never.orElse("").contains("the standby is ahead"), never.toString());
        }
    }

    @Test
    void aPrimaryOfAnotherRegistryIsRefused() throws Exception {
        try (Site primary = Site.founded("here"); Site other = Site.founded("there")) {
            primary.commit(Facts.put(1));
            Follower follower = other.follow(primary.address(), folder);
            String never = follower.firstContact(Duration.ofSeconds(20)).orElse("");
            assertTrue(never.contains("data of registry there, this is registry here"), never);
            assertTrue(never.contains("empty data folder"), never);
            assertEquals(1, other.journal.lastSequence());
        }
    }

    @Test
    void aWrongTokenAndNoTokenGetNothing() throws Exception {
        try (Site primary = Site.founded("here"); Site standby = Site.empty()) {
            for (String token : List.of("wrong", "")) {
                Follower follower = standby.follow(primary.address(token), folder);
                Site.await("refused", () -> follower.status().trouble().contains("invalid replication token"));
                assertEquals(0, standby.journal.lastSequence());
                assertEquals(0, primary.feed.subscribers());
                standby.alone();
            }
        }
    }

    @Test
    void aPrimaryWithoutATokenRefusesEverybody() throws Exception {
        try (Site closed = new Site(new MemoryStore(), "", Optional.empty());
                Site standby = Site.empty()) {
            closed.commit(new Change.RegistryFounded("here", 1));
            Follower follower = standby.follow(closed.address(""), folder);
            Site.await("refused", () -> follower.status().trouble().contains("replication not configured"));
        }
    }

    @Test
    void aStandbyFeedsStandbysOfItsOwn() throws Exception {
        try (Site primary = Site.founded("here"); Site middle = Site.empty(); Site last = Site.empty()) {
            middle.follow(primary.address(), folder);
            last.follow(middle.address(), folder);
            primary.commit(Facts.put(1));
            inStep(primary, last);
        }
    }

    @Test
    void thePrimaryTellsWhenNodesWereLastSeen() throws Exception {
        try (Site primary = Site.founded("here"); Site standby = Site.empty()) {
            primary.commit(Facts.put(1), Facts.put(2));
            primary.presence.seen(NodeId.of(1), Site.START + 5_000);
            standby.follow(primary.address(), folder);
            Site.await("seen", () -> standby.presence.lastSeen(NodeId.of(1)) == Site.START + 5_000);
            assertEquals(Site.START, standby.presence.lastSeen(NodeId.of(2)), "the time of its record");
        }
    }

    @Test
    void auditEventsKeepTheirTimesAndOrder() throws Exception {
        try (Site primary = Site.founded("here"); Site standby = Site.empty()) {
            primary.commit(AuditEvent.of("node.registered").and("node_id", 1), Facts.put(1));
            standby.follow(primary.address(), folder);
            inStep(primary, standby);
            assertEquals(primary.audit.recent(NetworkId.BACKBONE, 10).toString(),
                    standby.audit.recent(NetworkId.BACKBONE, 10).toString());
        }
    }

    @Test
    void aStandbyThatCannotWriteStopsFollowingAndSaysWhy() throws Exception {
        try (Site primary = Site.founded("here"); Site standby = Site.empty()) {
            Follower follower = standby.follow(primary.address(), folder);
            inStep(primary, standby);
            standby.store.full = true;
            primary.commit(Facts.put(1));
            Site.await("trouble", () -> follower.status().trouble().contains("no space left"));
            assertFalse(standby.state.node(NodeId.of(1)).isPresent());
        }
    }

    @Test
    void theConnectionMayBeTlsWithAPin() throws Exception {
        TlsIdentity identity = TlsIdentity.kept(folder, List.of(), InstantSource.system());
        try (Site primary = new Site(new MemoryStore(), Site.TOKEN,
                Optional.of(identity)); Site standby = Site.empty()) {
            primary.commit(new Change.RegistryFounded("here", 1), Facts.put(1));
            Follower wrong = standby.follow(new Primary("127.0.0.1", primary.port(), Site.TOKEN,
                    Optional.of("0".repeat(64)), 1 << 20, Site.QUICK), folder);
            Site.await("refused", () -> wrong.status().trouble().contains("standby-tls-pin wants 000"));
            assertEquals(0, standby.journal.lastSequence());
            standby.alone();
            standby.follow(new Primary("127.0.0.1", primary.port(), Site.TOKEN, Optional.of(identity.fingerprint()),
                    1 << 20, Site.QUICK), folder);
            inStep(primary, standby);
        }
    }
}
