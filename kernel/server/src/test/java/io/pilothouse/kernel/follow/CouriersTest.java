package io.pilothouse.kernel.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event arrives, in order, whatever happens to receivers and registry; and what nobody takes is kept and told. */
class CouriersTest {
    @TempDir
    Path data;
    private PostOffice office;

    @BeforeEach
    void found() throws Exception {
        office = new PostOffice(data);
        office.happen("before.one", "before.two");
    }

    @AfterEach
    void close() throws InterruptedException {
        office.close();
    }

    @Test
    void beginsWithTheRecordThatConfiguredIt() throws Exception {
        office.open();
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.one", "x.two");
        assertEquals(List.of("3 audit_export.configured", "4 x.one", "5 x.two"), office.next(3));
    }

    /** Between the record and its effects the registry was killed. */
    @Test
    void beginsThereAlsoAfterAStart() throws Exception {
        office.configure(PostOffice.export(), "a", "");
        office.commit(List.of(AuditEvent.of("x.one"), AuditEvent.of("x.two")));
        office.happen("x.three");
        office.open();
        assertEquals(List.of("3 audit_export.configured", "4 x.one", "5 x.two", "6 x.three"), office.next(4));
    }

    @Test
    void anEntryTellsWhoAndWhereItStands() throws Exception {
        List<AuditEntry> seen = Collections.synchronizedList(new ArrayList<>());
        office.receiver = batch -> {
            seen.addAll(batch);
            return PostOffice.delivered();
        };
        office.open();
        office.configure(PostOffice.export(), "a", "");
        office.commit(List.of(AuditEvent.of("m.kicked").and("target_node_id", 5).and("network_id", 3).and("tags",
                List.of("a", "b"))));
        office.next(2);
        AuditEntry entry = seen.get(1);
        assertEquals(3, entry.networkId());
        assertEquals("target_node_id=5, tags=[a b]", entry.details());
        assertEquals(new AuditEntry.Proof(4, 3, "checkpoint"), entry.proof());
        assertEquals(new AuditEntry.Actor("admin", "global-token", "::1"), entry.actor());
        assertEquals(new AuditEntry.Request("r1", "test", "ok"), entry.request());
    }

    @Test
    void whatDoesNotArriveIsTriedAgainInOrder() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> calls.incrementAndGet() % 3 == 0 ? PostOffice.delivered() : PostOffice.retry();
        office.open();
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.one", "x.two");
        assertEquals(List.of("3 audit_export.configured", "4 x.one", "5 x.two"), office.next(3));
        assertEquals(9, calls.get());
        assertEquals(6, office.counted(CourierMeter.What.RETRIED));
    }

    @Test
    void theSuccessorOfASinkGoesOnWhereItWas() throws Exception {
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.one");
        office.next(2);
        Courier courier = couriers.all().getFirst();
        office.edition = 2;
        courier.renew();
        PostOffice.until(() -> office.closed.get() == 1);
        office.happen("x.two");
        assertEquals("5 x.two", office.next());
        assertEquals(2, office.made.get());
        courier.renew();
        office.happen("x.three");
        assertEquals("6 x.three", office.next());
        assertEquals(2, office.made.get(), "nothing is outdated any more");
        PostOffice.until(() -> courier.tally().delivered() == 4);
    }

    @Test
    void aSinkWithoutASuccessorStaysUntilItIsGivenUp() throws Exception {
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        office.next();
        Courier courier = couriers.all().getFirst();
        office.edition = 2;
        office.unusable = "version 2 wants another setting";
        assertTrue(assertThrows(StartupException.class, courier::renew).getMessage().contains("version 2"));
        office.happen("x.one");
        assertEquals("4 x.one", office.next());
        courier.giveUp();
        PostOffice.until(() -> office.closed.get() == 1);
        office.happen("x.two");
        office.unusable = "";
        courier.renew();
        assertEquals("5 x.two", office.next());
    }

    @Test
    void goesOnAfterARestartWhereItWas() throws Exception {
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        office.next();
        PostOffice.until(() -> couriers.all().getFirst().behind() == 0);
        office.close();
        office.happen("x.one");
        office.open();
        assertEquals("4 x.one", office.next());
        office.happen("x.two");
        assertEquals("5 x.two", office.next());
    }

    @Test
    void aLostCursorMeansEventsAgainAndNeverNone() throws Exception {
        office.open();
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.one");
        office.next(2);
        office.close();
        Files.writeString(data.resolve("audit_export-0-0.cursor"), "sequence=9\nfi");
        office.open();
        assertEquals(List.of("3 audit_export.configured", "4 x.one"), office.next(2));
    }

    @Test
    void batchesThatAreRefusedAreHalvedDownToTheOneToBlame() throws Exception {
        office.most = 8;
        office.receiver = batch -> batch.stream().anyMatch(entry -> entry.action().equals("x.bad"))
                ? PostOffice.refused()
                : PostOffice.delivered();
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.1", "x.2", "x.3", "x.4", "x.bad", "x.5", "x.6");
        Couriers couriers = office.open();
        assertEquals(List.of("3 audit_export.configured", "4 x.1", "5 x.2", "6 x.3", "7 x.4", "9 x.5", "10 x.6"),
                office.next(7));
        Courier courier = couriers.all().getFirst();
        PostOffice.until(() -> courier.tally().delivered() == 7);
        assertEquals(1, courier.tally().failed());
        assertEquals(List.of(8L), courier.newestDeadLetters().stream().map(one -> one.entry().id()).toList());
        assertEquals("answered 400", courier.newestDeadLetters().getFirst().reason());
    }

    @Test
    void singleEventsOfABatchMayBeRefused() throws Exception {
        office.most = 8;
        office.receiver = batch -> new Sink.Attempt(new Delivery.Delivered(Map.of(4L, "too long")), true);
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.1", "x.2");
        Couriers couriers = office.open();
        assertEquals(List.of("3 audit_export.configured", "5 x.2"), office.next(2));
        PostOffice.until(() -> couriers.all().getFirst().deadLetters() == 1);
    }

    @Test
    void aWebhookThatAnswersBadlyIsAskedThreeTimes() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> {
            if (batch.getFirst().action().equals("x.bad")) {
                calls.incrementAndGet();
                return PostOffice.retry();
            }
            return PostOffice.delivered();
        };
        Couriers couriers = office.open();
        office.configure(PostOffice.webhook(), "a", "");
        office.happen("x.bad", "x.good");
        assertEquals(List.of("3 webhook.configured", "5 x.good"), office.next(2));
        assertEquals(3, calls.get());
        assertEquals(1, couriers.all().getFirst().tally().failed());
    }

    @Test
    void aWebhookThatIsAwayIsWaitedFor() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> calls.incrementAndGet() < 20 ? PostOffice.nobody() : PostOffice.delivered();
        Couriers couriers = office.open();
        office.configure(PostOffice.webhook(), "a", "");
        assertEquals("3 webhook.configured", office.next());
        assertEquals(0, couriers.all().getFirst().tally().failed());
    }

    @Test
    void deadLettersSurviveAndCanBeOfferedAgain() throws Exception {
        office.receiver = batch -> PostOffice.refused();
        Couriers first = office.open();
        office.configure(PostOffice.webhook(), "a", "");
        office.happen("x.\"one\"\n", "x.two");
        PostOffice.until(() -> first.all().size() == 1 && first.all().getFirst().deadLetters() == 3);
        office.close();
        Couriers second = office.open();
        PostOffice.until(() -> second.all().getFirst().deadLetters() == 3);
        Courier courier = second.all().getFirst();
        office.receiver = batch -> batch.getFirst().id() == 5 ? PostOffice.refused() : PostOffice.delivered();
        courier.replay();
        assertEquals(List.of("3 webhook.configured", "4 x.\"one\"\n"), office.next(2));
        PostOffice.until(() -> courier.deadLetters() == 1);
        assertEquals(5, courier.newestDeadLetters().getFirst().entry().id());
        courier.purge();
        PostOffice.until(() -> courier.deadLetters() == 0);
    }

    /** Killed between the dead letter and its cursor, a sink comes to the same event again. */
    @Test
    void anEventIsOneDeadLetterHoweverOftenItIsGivenUp() throws Exception {
        office.receiver = batch -> batch.getFirst().action().startsWith("bad")
                ? PostOffice.refused()
                : PostOffice.delivered();
        office.open();
        office.configure(PostOffice.export(), "a", "");
        office.happen("bad.one", "bad.two", "x.one");
        assertEquals(List.of("3 audit_export.configured", "6 x.one"), office.next(2));
        office.close();
        Files.delete(data.resolve("audit_export-0-0.cursor"));
        Couriers couriers = office.open();
        assertEquals(List.of("3 audit_export.configured", "6 x.one"), office.next(2));
        Courier courier = couriers.all().getFirst();
        assertEquals(2, courier.deadLetters());
        assertEquals(List.of(4L, 5L), courier.newestDeadLetters().stream().map(letter -> letter.entry().id()).toList());
    }

    @Test
    void moreDeadLettersThanAreKeptAreLostAndTold() throws Exception {
        office.receiver = batch -> PostOffice.refused();
        Couriers couriers = office.open();
        office.configure(PostOffice.webhook(), "a", "");
        office.happen(IntStream.range(0, 200).mapToObj(i -> "x." + i).toArray(String[]::new));
        PostOffice.until(() -> office.counted(CourierMeter.What.FAILED) == 201);
        Courier courier = couriers.all().getFirst();
        assertEquals(10, courier.deadLetters());
        assertEquals(191, courier.tally().dropped());
        assertEquals(191, office.counted(CourierMeter.What.DROPPED));
        assertEquals("x.199", courier.newestDeadLetters().getLast().entry().action());
    }

    @Test
    void whatRetentionDroppedIsCountedAndRecorded() throws Exception {
        office.receiver = batch -> PostOffice.nobody();
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        PostOffice.until(() -> office.counted(CourierMeter.What.RETRIED) > 0);
        office.close();
        office.happen("x.one", "x.two", "x.three");
        assertEquals(3, couriers.all().getFirst().needs());
        office.store.records.headMap(5L).clear();
        office.receiver = batch -> PostOffice.delivered();
        Couriers again = office.open();
        assertEquals(List.of("5 x.two", "6 x.three"), office.next(2));
        assertEquals(2, again.all().getFirst().tally().dropped());
        synchronized (office.recorded) {
            assertEquals(Map.of("sink", "audit_export-0-0", "events", 2L), office.recorded.getFirst().attributes());
        }
    }

    @Test
    void anotherConfigurationGoesOnFromThereAndCountsAnew() throws Exception {
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.one");
        office.next(2);
        office.configure(PostOffice.export(), "b", "");
        assertEquals("5 audit_export.configured", office.next());
        PostOffice.until(() -> couriers.all().getFirst().tally().delivered() == 1);
        assertEquals(2, office.made.get());
        PostOffice.until(() -> office.closed.get() == 1);
    }

    @Test
    void whatIsTakenAwayGetsTheRestAndLeavesNothing() throws Exception {
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        office.next();
        office.commit(List.of(AuditEvent.of("audit_export.disabled")), new Change.IntegrationRemoved(
                PostOffice.export()));
        couriers.reconcile();
        assertEquals("4 audit_export.disabled", office.next());
        PostOffice.until(() -> !Files.exists(data.resolve("audit_export-0-0.cursor")));
        assertTrue(couriers.all().isEmpty());
        office.happen("x.nobody");
        office.configure(PostOffice.export(), "a", "");
        assertEquals("6 audit_export.configured", office.next());
    }

    @Test
    void aNetworksSinkGetsThatNetworksEvents() throws Exception {
        office.open();
        office.configure(new Integration.Place(Integration.Kind.AUDIT_EXPORT, NetworkId.of(4), 1), "a", "");
        office.commit(
                List.of(AuditEvent.of("x.other").and("network_id", 3), AuditEvent.of("x.own").and("network_id", 4)));
        assertEquals("5 x.own", office.next());
    }

    @Test
    void whatIsNotWantedIsPassedOver() throws Exception {
        Couriers couriers = office.open();
        office.configure(PostOffice.webhook(), "a", "x\\..*");
        office.happen("y.one", "x.one", "y.two");
        assertEquals("5 x.one", office.next());
        PostOffice.until(() -> couriers.all().getFirst().behind() == 0);
        assertTrue(office.arrived.isEmpty());
    }

    @Test
    void whatCannotBeMadeIsTriedAgainAndItsEventsWait() throws Exception {
        office.unusable = "setting url is no URL";
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.one");
        PostOffice.until(() -> couriers.all().getFirst().behind() == 2);
        office.unusable = "";
        assertEquals(List.of("3 audit_export.configured", "4 x.one"), office.next(2));
    }

    /** A receiver that never answers holds up nobody but itself. */
    @Test
    void aBlackHoleDelaysNoOtherSinkAndNoShutdown() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        office.receiver = batch -> {
            if (batch.getFirst().action().startsWith("webhook")) {
                try {
                    assertFalse(never.await(1, TimeUnit.HOURS));
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                return PostOffice.retry();
            }
            return PostOffice.delivered();
        };
        office.open();
        office.configure(PostOffice.webhook(), "hole", "");
        office.configure(PostOffice.export(), "a", "");
        office.happen("x.one");
        assertEquals(List.of("4 audit_export.configured", "5 x.one"), office.next(2));
        long began = System.nanoTime();
        office.close();
        assertTrue(System.nanoTime() - began < 10_000_000_000L);
    }

    @Test
    void manyEventsArriveOnceAndInOrder() throws Exception {
        office.most = 50;
        office.open();
        office.configure(PostOffice.export(), "a", "");
        for (int i = 0; i < 1_000; i++) {
            office.commit(Collections.nCopies(i % 4, AuditEvent.of("x.many")));
        }
        List<String> all = office.next(1_501);
        assertEquals("3 audit_export.configured", all.getFirst());
        assertEquals(IntStream.range(4, 1_504).mapToObj(id -> id + " x.many").toList(), all.subList(1, all.size()));
        office.close();
        Cursor kept = Cursor.parse(Files.readString(data.resolve("audit_export-0-0.cursor"))).orElseThrow();
        assertEquals(1_503, kept.done());
        assertTrue(kept.sequence() > office.state.events().sequence());
    }
}
