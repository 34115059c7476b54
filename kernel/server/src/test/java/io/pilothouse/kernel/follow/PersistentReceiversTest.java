package io.pilothouse.kernel.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts against a receiver that does not take events, and what becomes of its dead letters. */
class PersistentReceiversTest {
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

    /** A webhook with so many dead letters, and a receiver that takes everything from now on. */
    private Courier withDeadLetters(int count) throws Exception {
        office.receiver = batch -> PostOffice.refused();
        Couriers couriers = office.open();
        office.configure(PostOffice.webhook(), "a", "");
        office.happen(IntStream.range(1, count).mapToObj(i -> "x.é" + i).toArray(String[]::new));
        PostOffice.until(() -> couriers.all().size() == 1 && couriers.all().getFirst().deadLetters() == count);
        office.receiver = batch -> PostOffice.delivered();
        return couriers.all().getFirst();
    }

    @Test
    void aWishToBeAskedAtOnceIsGrantedOnce() throws Exception {
        office.rules(new CourierRules(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(2),
                Duration.ofMillis(5), 0, Duration.ZERO, 10));
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> {
            calls.incrementAndGet();
            return new Sink.Attempt(new Delivery.Retry("answered 503", Optional.of(Duration.ZERO)), true);
        };
        office.open();
        office.configure(PostOffice.export(), "a", "");
        PostOffice.until(() -> office.counted(CourierMeter.What.RETRIED) == 2);
        TimeUnit.MILLISECONDS.sleep(100);
        assertEquals(2, calls.get());
    }

    /** An export may come sooner than by its own pauses, but a receiver cannot have it come all the time. */
    @Test
    void aShortWishShortensThePausesOfAnExport() throws Exception {
        office.rules(new CourierRules(Duration.ofMillis(1_600), Duration.ofHours(1), Duration.ofHours(2),
                Duration.ofMillis(5), 3, Duration.ZERO, 10));
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> calls.incrementAndGet() < 4
                ? new Sink.Attempt(new Delivery.Retry("answered 503", Optional.of(Duration.ZERO)), true)
                : PostOffice.delivered();
        office.open();
        long began = System.nanoTime();
        office.configure(PostOffice.export(), "a", "");
        assertEquals("3 audit_export.configured", office.next());
        long took = (System.nanoTime() - began) / 1_000_000;
        // Nothing, then an eighth of 3.2 s and of 6.4 s.
        assertTrue(took >= 1_190 && took < 9_600, took + " ms");
    }

    @Test
    void whoeverGivesUpItselfHasItsPausesAndItsAttempts() throws Exception {
        office.rules(new CourierRules(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(2),
                Duration.ofMillis(5), 1, Duration.ZERO, 10));
        office.givesUp = true;
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> calls.incrementAndGet() < 6
                ? new Sink.Attempt(new Delivery.Retry("answered 500", Optional.of(Duration.ZERO)), true)
                : PostOffice.delivered();
        Couriers couriers = office.open();
        office.configure(PostOffice.webhook(), "a", "");
        assertEquals("3 webhook.configured", office.next());
        assertEquals(0, couriers.all().getFirst().tally().failed());
    }

    @Test
    void whoeverCouldNotBeReachedHasNotRefused() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> switch (calls.incrementAndGet()) {
            case 1, 2, 3, 4, 5, 6, 7 -> PostOffice.nobody();
            case 8, 9 -> PostOffice.retry();
            default -> PostOffice.delivered();
        };
        Couriers couriers = office.open();
        office.configure(PostOffice.webhook(), "a", "");
        assertEquals("3 webhook.configured", office.next());
        assertEquals(0, couriers.all().getFirst().tally().failed());
    }

    @Test
    void aSinkIsToldWhatComesAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> calls.incrementAndGet() == 1 ? PostOffice.retry() : PostOffice.delivered();
        office.open();
        office.configure(PostOffice.webhook(), "a", "");
        office.happen("x.one");
        office.next(2);
        assertEquals(List.of(3L), office.again);
    }

    @Test
    void itIsToldSoAlsoWhenAnotherOneWasOfferedIt() throws Exception {
        office.rules(new CourierRules(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(2),
                Duration.ofMillis(5), 3, Duration.ZERO, 10));
        office.receiver = batch -> PostOffice.retry();
        office.open();
        office.configure(PostOffice.webhook(), "a", "");
        PostOffice.until(() -> office.counted(CourierMeter.What.RETRIED) == 1);
        office.receiver = batch -> PostOffice.delivered();
        office.configure(PostOffice.webhook(), "b", "");
        assertEquals(List.of("3 webhook.configured", "4 webhook.configured"), office.next(2));
        assertEquals(List.of(3L), office.again);
    }

    @Test
    void aLetterCutInsideACharacterHoldsUpNoOther() throws Exception {
        withDeadLetters(2);
        office.close();
        Path file = data.resolve("webhook-0-0.dead");
        byte[] letters = Files.readAllBytes(file);
        int cut = IntStream.range(0, letters.length).filter(i -> letters[i] < 0).findFirst().orElseThrow() + 1;
        int line = IntStream.range(0, cut).filter(i -> letters[i] == '\n').max().orElseThrow() + 1;
        byte[] head = Arrays.copyOfRange(letters, line, cut);
        Files.write(file, new byte[]{'\n'}, StandardOpenOption.APPEND);
        Files.write(file, head, StandardOpenOption.APPEND);
        office.receiver = batch -> PostOffice.refused();
        Couriers couriers = office.open();
        office.happen("x.more");
        PostOffice.until(() -> couriers.all().getFirst().deadLetters() == 3);
        office.receiver = batch -> PostOffice.delivered();
        couriers.all().getFirst().replay();
        assertEquals(List.of("3 webhook.configured", "4 x.é1", "5 x.more"), office.next(3));
        PostOffice.until(() -> couriers.all().getFirst().deadLetters() == 0);
        office.happen("x.live");
        assertEquals("6 x.live", office.next());
        assertEquals(List.of(3L, 4L, 5L), office.again);
    }

    @Test
    void newEventsHaveTheirTurnWhileDeadLettersAreSentAgain() throws Exception {
        Courier courier = withDeadLetters(10);
        office.receiver = batch -> {
            try {
                TimeUnit.MILLISECONDS.sleep(batch.getFirst().action().equals("x.live") ? 0 : 200);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return PostOffice.delivered();
        };
        courier.replay();
        office.happen("x.live");
        List<String> arrived = office.next(11);
        assertTrue(arrived.indexOf("13 x.live") < 9, arrived.toString());
        List<String> letters = new ArrayList<>(arrived);
        letters.remove("13 x.live");
        assertEquals("3 webhook.configured", letters.getFirst());
        assertEquals("12 x.é9", letters.getLast());
        PostOffice.until(() -> courier.deadLetters() == 0);
    }

    @Test
    void forgettingEndsAReplay() throws Exception {
        Courier courier = withDeadLetters(10);
        AtomicInteger calls = new AtomicInteger();
        office.receiver = batch -> {
            calls.incrementAndGet();
            courier.purge();
            return PostOffice.delivered();
        };
        courier.replay();
        PostOffice.until(() -> courier.deadLetters() == 0);
        assertEquals(1, calls.get());
    }

    @Test
    void eventsThatWaitForASinkThatCannotBeMadeAreLate() throws Exception {
        office.unusable = "setting url is no URL";
        Couriers couriers = office.open();
        office.configure(PostOffice.export(), "a", "");
        office.later(Duration.ofMinutes(5));
        office.happen("x.one");
        Courier courier = couriers.all().getFirst();
        PostOffice.until(() -> courier.late() > 0);
        assertEquals(300, courier.late());
        office.unusable = "";
        assertEquals(List.of("3 audit_export.configured", "4 x.one"), office.next(2));
        PostOffice.until(() -> courier.late() == 0);
    }
}
