package io.pilothouse.kernel.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.net.Subscriptions.Answer;
import io.pilothouse.protocol.command.SubscribeReplication;
import io.pilothouse.protocol.command.SubscribeReplication.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a primary sends, on streams that a test holds in its hands. */
class FeedTest {
    private static final Source STANDBY = new Source("192.0.2.9", 40_000, false);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static Answer.Accepted accepted(Site site, SubscribeReplication request) {
        return assertInstanceOf(Answer.Accepted.class, site.feed.answer(request, STANDBY));
    }

    private static String refused(Site site, SubscribeReplication request) {
        return assertInstanceOf(Answer.Refused.class, site.feed.answer(request, STANDBY)).text();
    }

    private static SubscribeReplication records(String registry, long sequence, String mark) {
        return new SubscribeReplication(Site.TOKEN, Optional.of(new Position(registry, sequence, mark)));
    }

    @Test
    void anR1StandbyGetsASnapshotAtOnceAndOneForManyChanges() throws Exception {
        try (Site site = Site.founded("here")) {
            RecordedStream stream = new RecordedStream();
            Answer.Accepted standby = accepted(site, new SubscribeReplication(Site.TOKEN));
            standby.subscriber().opened(stream);
            Site.await("first snapshot", () -> stream.count("replication_snapshot") == 1);
            assertTrue(stream.last().startsWith("{\"snapshot\":{\"version\":1,\"next_node\":1,"), stream.last());
            for (int i = 1; i <= 200; i++) {
                site.commit(Facts.put(i));
            }
            Site.await("newest snapshot", () -> stream.last().contains("\"next_node\":201,"));
            assertTrue(stream.count("replication_snapshot") < 20, "they are coalesced");
            standby.subscriber().closed();
        }
    }

    @Test
    void aStandbyThatTakesNothingGetsNothingMoreAndHoldsUpNobody() throws Exception {
        try (Site site = Site.founded("here")) {
            RecordedStream stream = new RecordedStream();
            Answer.Accepted standby = accepted(site, new SubscribeReplication(Site.TOKEN));
            standby.subscriber().opened(stream);
            Site.await("first snapshot", () -> stream.sent.size() == 1);
            stream.unsent = 1;
            long began = System.nanoTime();
            for (int i = 1; i <= 200; i++) {
                site.commit(Facts.put(i));
            }
            assertTrue(System.nanoTime() - began < 10_000_000_000L, "commits went on");
            RecordedStream other = new RecordedStream();
            Answer.Accepted quick = accepted(site, new SubscribeReplication(Site.TOKEN));
            quick.subscriber().opened(other);
            Site.await("the quick one", () -> other.last().contains("\"next_node\":201,"));
            site.commit(Facts.put(201));
            Site.await("the quick one again", () -> other.last().contains("\"next_node\":202,"));
            assertEquals(1, stream.sent.size(), "nothing is queued for the slow one");
            stream.unsent = 0;
            Site.await("the newest one", () -> stream.last().contains("\"next_node\":202,"));
            standby.subscriber().closed();
            quick.subscriber().closed();
        }
    }

    @Test
    void aSlowStandbyOfOursIsBehindByItsCursorOnly() throws Exception {
        try (Site site = Site.founded("here")) {
            for (int i = 1; i <= 20; i++) {
                site.commit(Facts.tagged(i, "x".repeat(700_000)));
            }
            RecordedStream stream = new RecordedStream();
            Answer.Accepted standby = accepted(site, records("", 0, ""));
            stream.unsent = 5 << 20;
            standby.subscriber().opened(stream);
            Site.await("begin", () -> stream.count("replication_begin") == 1);
            site.commit(Facts.put(50));
            assertEquals(0, stream.count("replication_records"), "nothing is queued");
            stream.unsent = 0;
            Site.await("all records", () -> stream.sent.stream()
                    .anyMatch(message -> message.contains("\"last\":22") && message.contains("records")));
            Site.await("many messages", () -> stream.count("replication_records") > 8);
            assertTrue(stream.sent.stream().allMatch(message -> message.length() < 3 << 20), "each of a bounded size");
            standby.subscriber().closed();
        }
    }

    @Test
    void aHeartbeatGoesOutEvery15Seconds() throws Exception {
        try (Site site = Site.founded("here")) {
            RecordedStream old = new RecordedStream();
            Answer.Accepted standby = accepted(site, new SubscribeReplication(Site.TOKEN));
            standby.subscriber().opened(old);
            old.tasks.get(HEARTBEAT).run();
            assertTrue(old.sent.contains("{\"type\":\"heartbeat\"}"), old.sent::toString);
            RecordedStream ours = new RecordedStream();
            Answer.Accepted own = accepted(site, records("", 0, ""));
            own.subscriber().opened(ours);
            ours.tasks.get(HEARTBEAT).run();
            assertTrue(ours.sent.contains("{\"type\":\"heartbeat\",\"last\":1}"), ours.sent::toString);
            assertEquals(2, site.feed.subscribers());
            standby.subscriber().closed();
            own.subscriber().closed();
            assertEquals(0, site.feed.subscribers());
        }
    }

    @Test
    void whoMayNotSubscribeIsToldWhy() throws Exception {
        try (Site site = Site.founded("here"); Site nobody = Site.empty()) {
            assertEquals("invalid replication token", refused(site, new SubscribeReplication("")));
            assertEquals("invalid replication token", refused(site, new SubscribeReplication("r3p")));
            assertEquals("failed to generate snapshot", refused(nobody, new SubscribeReplication(Site.TOKEN)));
        }
    }

    @Test
    void onlySoManyStandbysAreFed() throws Exception {
        try (Site site = Site.founded("here")) {
            List<Answer.Accepted> standbys = new ArrayList<>();
            for (int i = 0; i < ReplicationFeed.MOST; i++) {
                Answer.Accepted standby = accepted(site, records("", 0, ""));
                standby.subscriber().opened(new RecordedStream());
                standbys.add(standby);
            }
            assertEquals("too many standbys: this registry feeds 16", refused(site, records("", 0, "")));
            standbys.forEach(standby -> standby.subscriber().closed());
            assertFalse(refusedAtAll(site), "there is room again");
        }
    }

    private static boolean refusedAtAll(Site site) {
        return site.feed.answer(records("", 0, ""), STANDBY) instanceof Answer.Refused;
    }

    @Test
    void aJournalThatBeginsLaterIsNoStart() throws Exception {
        try (Site site = Site.founded("here")) {
            for (int i = 1; i <= 5; i++) {
                site.commit(Facts.put(i));
            }
            site.store.discardRecordsBefore(4);
            RecordedStream stream = new RecordedStream();
            accepted(site, records("", 0, "")).subscriber().opened(stream);
            Site.await("refused", () -> stream.closed);
            assertTrue(stream.last().contains("the journal here begins at record 4"), stream.last());
            assertTrue(stream.last().contains("\"final\":true"), stream.last());
        }
    }
}
