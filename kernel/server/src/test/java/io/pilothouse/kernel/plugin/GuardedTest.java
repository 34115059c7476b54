package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A component may do what it likes: callers get an answer in time, and others notice nothing. */
class GuardedTest {
    private static final GuardLimits FEW = new GuardLimits(Duration.ofSeconds(1), 2, 1, 3, Duration.ofSeconds(5));

    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
    private final AtomicLong ahead = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thing thing = new Thing();

    private static final class Thing implements Component {
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile int insideAtClose;

        @Override
        public void close() {
            insideAtClose = inside.get();
            closed.countDown();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        callers.shutdownNow();
    }

    private Guarded<Thing> guarded(GuardLimits limits) {
        return new Guarded<>("thing", thing, limits, (instance, outcome, time) -> outcomes.add(outcome),
                () -> System.nanoTime() + ahead.get());
    }

    private static String call(Guarded<Thing> guarded, Function<Thing, String> work) {
        return guarded.call(each -> {
            each.calls.incrementAndGet();
            each.inside.incrementAndGet();
            try {
                return work.apply(each);
            } finally {
                each.inside.decrementAndGet();
            }
        }, answer -> answer.equals("sick"), reason -> "instead: " + reason);
    }

    private String hang(Thing ignored) {
        boolean interrupted = false;
        while (true) {
            try {
                end.await();
                break;
            } catch (InterruptedException stubborn) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return "late";
    }

    @Test
    void givesTheAnswerAndThePluginsContextClassLoader() {
        Guarded<Thing> guarded = guarded(FEW);
        ClassLoader[] seen = new ClassLoader[1];
        assertEquals("fine", call(guarded, each -> {
            seen[0] = Thread.currentThread().getContextClassLoader();
            assertFalse(Thread.currentThread().isVirtual(), "a loop would take a carrier");
            return "fine";
        }));
        assertSame(Thing.class.getClassLoader(), seen[0]);
        assertEquals(List.of("ok"), List.copyOf(outcomes));
    }

    @Test
    void everyThrowableIsAnAnswer() {
        Guarded<Thing> guarded = guarded(new GuardLimits(Duration.ofSeconds(5), 2, 1, 100, Duration.ofSeconds(5)));
        List<Throwable> all = List.of(new IllegalStateException("secret"), new StackOverflowError(),
                new NoClassDefFoundError("x"), new OutOfMemoryError("x"));
        for (Throwable one : all) {
            assertEquals("instead: thing failed", call(guarded, each -> {
                throw GuardedTest.<RuntimeException>sneaky(one);
            }));
        }
        assertEquals("instead: thing gave no answer", guarded.call(each -> (String) null, answer -> false,
                reason -> "instead: " + reason));
        assertEquals("fine", call(guarded, each -> "fine"));
        assertEquals(List.of("threw", "threw", "threw", "threw", "threw", "ok"), List.copyOf(outcomes));
    }

    /** Every question to it is one to the plugin. */
    private static final class Speaking extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Runnable first;

        private Speaking(Runnable first) {
            this.first = first;
        }

        @Override
        public String getMessage() {
            first.run();
            return "asked";
        }

        @Override
        public synchronized Throwable getCause() {
            first.run();
            return null;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            first.run();
            return super.getStackTrace();
        }

        @Override
        public String toString() {
            first.run();
            return "asked";
        }
    }

    private void askedOnItsOwnThread(Runnable first, String outcome) throws Exception {
        Guarded<Thing> guarded = guarded(new GuardLimits(Duration.ofMillis(300), 3, 1, 3, Duration.ofSeconds(50)));
        for (int i = 0; i < 3; i++) {
            // On another thread, so that the test ends if it is this one that is held.
            Future<String> asked = callers.submit(() -> call(guarded, each -> {
                throw new Speaking(first);
            }));
            assertEquals(outcome, asked.get(10, TimeUnit.SECONDS));
        }
        assertTrue(guarded.broken());
    }

    @Test
    void whatIsThrownIsAskedWithinTheDeadlineToo() throws Exception {
        String late = "instead: thing did not answer within 300 ms";
        askedOnItsOwnThread(() -> hang(thing), late);
        askedOnItsOwnThread(() -> {
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
        }, late);
        askedOnItsOwnThread(() -> {
            throw new Speaking(() -> {});
        }, "instead: thing failed");
        Set<String> threads = ConcurrentHashMap.newKeySet();
        askedOnItsOwnThread(() -> threads.add(Thread.currentThread().getName()), "instead: thing failed");
        assertTrue(threads.stream().allMatch(each -> each.startsWith("pilothouse-thing-")), threads::toString);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The way to throw what is not declared.
    private static <T extends Throwable> T sneaky(Throwable any) throws T {
        throw (T) any;
    }

    @Test
    void oneThatHangsCostsTheDeadlineAndItsPlace() throws Exception {
        Guarded<Thing> guarded = guarded(FEW);
        assertEquals("instead: thing did not answer within 1000 ms", call(guarded, this::hang));
        assertEquals("fine", call(guarded, each -> "fine"));
        assertEquals("instead: thing did not answer within 1000 ms", call(guarded, this::hang));
        // Both places are taken by calls that do not end, so nobody comes in any more.
        assertEquals("instead: thing was busy for 1000 ms", call(guarded, each -> "fine"));
        assertEquals(2, thing.inside.get());
        end.countDown();
        String answer = "";
        for (long until = System.nanoTime() + 10_000_000_000L; !answer.equals("fine") && System.nanoTime() < until;) {
            answer = call(guarded, each -> "fine");
        }
        assertEquals("fine", answer);
    }

    @Test
    void whoComesWhenAllPlacesAndTheQueueAreTakenIsTurnedAway() throws Exception {
        Guarded<Thing> guarded = guarded(
                new GuardLimits(Duration.ofSeconds(30), 2, 1, 100, Duration.ofSeconds(5)));
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(callers.submit(() -> call(guarded, this::hang)));
        }
        for (int i = 0; i < 7; i++) {
            assertEquals("full", outcomes.poll(10, TimeUnit.SECONDS));
        }
        end.countDown();
        int served = 0;
        for (Future<String> one : asked) {
            String answer = one.get(10, TimeUnit.SECONDS);
            served += answer.equals("late") ? 1 : 0;
            assertTrue(answer.equals("late") || answer.equals("instead: requests to thing pile up, try again"), answer);
        }
        assertEquals(3, served);
        assertEquals(3, thing.calls.get());
    }

    @Test
    void oneThatOnlyFailsIsLeftAloneForAWhile() {
        Guarded<Thing> guarded = guarded(FEW);
        call(guarded, each -> "sick");
        call(guarded, each -> "sick");
        call(guarded, each -> "fine");
        for (int i = 0; i < 3; i++) {
            assertEquals("sick", call(guarded, each -> "sick"));
        }
        String alone = "instead: thing has failed several times and is left alone for a moment";
        assertEquals(alone, call(guarded, each -> "fine"));
        assertEquals(6, thing.calls.get());
        ahead.addAndGet(Duration.ofSeconds(6).toNanos());
        // Half open: one tries, and fails.
        assertEquals("sick", call(guarded, each -> "sick"));
        assertEquals(alone, call(guarded, each -> "fine"));
        ahead.addAndGet(Duration.ofSeconds(6).toNanos());
        assertEquals("fine", call(guarded, each -> {
            // While one tries, all others are turned away.
            assertEquals(alone, call(guarded, other -> "fine"));
            return "fine";
        }));
        assertEquals("fine", call(guarded, each -> "fine"));
    }

    @Test
    void isClosedWhenTheLastCallHasEnded() throws Exception {
        Guarded<Thing> guarded = guarded(new GuardLimits(Duration.ofSeconds(30), 2, 1, 3, Duration.ofSeconds(5)));
        Future<String> inside = callers.submit(() -> call(guarded, this::hang));
        for (long until = System.nanoTime() + 10_000_000_000L; thing.inside.get() == 0;) {
            assertTrue(System.nanoTime() < until, "the call did not begin");
            Thread.onSpinWait();
        }
        guarded.close();
        assertEquals(1, thing.closed.getCount(), "not while a call is inside");
        assertEquals("instead: thing was closed", callers.submit(() -> {
            end.countDown();
            return call(guarded, each -> "fine");
        }).get(10, TimeUnit.SECONDS));
        assertEquals("late", inside.get(10, TimeUnit.SECONDS));
        assertTrue(thing.closed.await(10, TimeUnit.SECONDS));
        assertEquals(0, thing.insideAtClose);
        guarded.close();
        assertFalse(outcomes.isEmpty());
    }
}
