package io.pilothouse.identity.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When keys are fetched, how long they serve, and what a flood of bad tokens can bring about. */
class KeyCacheTest {
    private static final String A = TestKeys.secret("a", TestKeys.SECRET, "");
    private static final String B = TestKeys.secret("b", TestKeys.SECRET, "");
    private static final Duration STALE = Duration.ofHours(1);

    private final TestIssuer issuer = new TestIssuer();
    private final KeyCache cache = new KeyCache(issuer.keys("/keys"), issuer.clock(), STALE);

    @AfterEach
    void close() {
        issuer.close();
    }

    private String found(String id) throws Exception {
        return cache.find(id).key().id();
    }

    private String malformed(String id) {
        NotVerified not = assertThrows(NotVerified.class, () -> cache.find(id));
        return assertInstanceOf(Verdict.Malformed.class, not.verdict()).text();
    }

    private String unavailable(String id) {
        NotVerified not = assertThrows(NotVerified.class, () -> cache.find(id));
        return assertInstanceOf(Verdict.Unavailable.class, not.verdict()).text();
    }

    @Test
    void keysServeFiveMinutes() throws Exception {
        issuer.publish(A, B);
        assertEquals("a", found("a"));
        issuer.later(Duration.ofSeconds(299));
        assertEquals("b", found("b"));
        assertEquals(1, issuer.asked("/keys"));
        issuer.later(Duration.ofSeconds(1));
        assertEquals("a", found("a"));
        assertEquals(2, issuer.asked("/keys"));
    }

    @Test
    void newKeysAreFoundAtOnceAndOldOnesGo() throws Exception {
        issuer.publish(A);
        assertEquals("a", found("a"));
        issuer.publish(B);
        assertEquals("a", found("a"), "as long as it was fetched for");
        assertEquals("b", found("b"));
        assertEquals("JWKS: JWKS key \"a\" not found (cached)", malformed("a"), "it vanished in a successful fetch");
        assertEquals(2, issuer.asked("/keys"));
    }

    @Test
    void aFloodOfUnknownIdsFetchesTwiceAMinute() throws Exception {
        issuer.publish(A);
        assertEquals("a", found("a"));
        assertEquals("JWKS: JWKS key \"x\" not found", malformed("x"));
        for (int second = 0; second < 120; second++) {
            issuer.later(Duration.ofSeconds(1));
            for (int each = 0; each < 20; each++) {
                assertTrue(malformed("x" + second + " " + each).startsWith("JWKS: JWKS key \"x"));
            }
            assertEquals("a", found("a"));
        }
        assertEquals(2 + 4, issuer.asked("/keys"));
    }

    @Test
    void withoutAnIdThereMustBeOneKey() throws Exception {
        issuer.publish(A);
        assertEquals("a", found(""));
        issuer.publish(A, B);
        issuer.later(KeyCache.FRESH);
        assertEquals("JWKS: JWT missing required 'kid' header; JWKS has 2 keys", malformed(""));
        assertEquals("JWKS: JWT missing required 'kid' header; JWKS has 2 keys", malformed(""));
        assertEquals(2, issuer.asked("/keys"));
    }

    @Test
    void anEmptySetIsFetchedAgainButNotForEver() {
        issuer.publish();
        assertEquals("JWKS: JWKS key \"a\" not found", malformed("a"));
        assertEquals("JWKS: JWKS key \"a\" not found", malformed("a"));
        assertEquals("JWKS: JWT missing required 'kid' header; JWKS has 0 keys", malformed(""));
        assertEquals(3, issuer.asked("/keys"));
        for (int each = 0; each < 100; each++) {
            assertEquals("JWKS: JWKS key \"a\" not found (cached)", malformed("a"));
        }
        assertEquals(3, issuer.asked("/keys"));
        issuer.publish(A);
        issuer.later(Duration.ofSeconds(1));
        assertEquals("a", assertFound("a"));
    }

    private String assertFound(String id) {
        try {
            return found(id);
        } catch (Exception not) {
            throw new AssertionError(not);
        }
    }

    @Test
    void anIssuerThatIsDownIsAskedLessAndLess() {
        issuer.at("/keys", 503, "{}");
        for (int second = 0; second < 300; second++) {
            assertEquals("JWKS: JWKS endpoint returned status 503", unavailable("a"));
            issuer.later(Duration.ofSeconds(1));
        }
        int asked = issuer.asked("/keys");
        assertTrue(asked >= 12 && asked <= 20, "asked " + asked + " times in five minutes");
        issuer.publish(A);
        issuer.later(KeyCache.PAUSE);
        assertEquals("a", assertFound("a"));
    }

    @Test
    void oldKeysServeWhileTheIssuerIsDownUpToTheLimit() throws Exception {
        issuer.publish(A);
        assertEquals("a", found("a"));
        issuer.at("/keys", 500, "{\"keys\":[]}");
        issuer.later(KeyCache.FRESH);
        assertEquals("a", found("a"));
        assertEquals("JWKS: JWKS endpoint returned status 500", unavailable("b"));
        assertEquals(2, issuer.asked("/keys"), "nobody waits for a broken issuer more than twice a minute");
        issuer.later(KeyCache.PAUSE);
        assertEquals("a", found("a"));
        assertEquals(3, issuer.asked("/keys"));
        issuer.later(STALE.minus(KeyCache.FRESH).minus(KeyCache.PAUSE).minusSeconds(1));
        assertEquals("a", found("a"));
        issuer.later(Duration.ofSeconds(1));
        assertEquals("JWKS: JWKS endpoint returned status 500", unavailable("a"));
        issuer.publish(B);
        issuer.later(KeyCache.PAUSE);
        assertEquals("JWKS: JWKS key \"a\" not found", malformed("a"));
        assertEquals("b", found("b"));
    }

    /** Unless the operator says otherwise: a key that was taken back must not live on by keeping the registry from the issuer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"503|{\"keys\":[]}|JWKS: JWKS endpoint returned status 503",
        "200|no keys|JWKS: parse JWKS: "})
    void withoutALimitNoKeyOutlivesItsFiveMinutes(int status, String body, String text) throws Exception {
        KeyCache strict = new KeyCache(issuer.keys("/keys"), issuer.clock(), Duration.ZERO);
        issuer.publish(A);
        assertEquals("a", strict.find("a").key().id());
        issuer.at("/keys", status, body);
        assertThrows(NotVerified.class, () -> strict.find("b"));
        issuer.later(KeyCache.FRESH.minusSeconds(1));
        assertEquals("a", strict.find("a").key().id(), "the failed fetch took nothing from what was known");
        issuer.later(Duration.ofSeconds(1));
        NotVerified not = assertThrows(NotVerified.class, () -> strict.find("a"));
        assertTrue(assertInstanceOf(Verdict.Unavailable.class, not.verdict()).text().startsWith(text),
                () -> not.verdict().toString());
        issuer.publish(A);
        assertEquals("a", strict.find("a").key().id(), "the next one asks again");
    }

    @Test
    void anUnknownIdDoesNotCostTheKnownOnesWhileTheIssuerIsDown() throws Exception {
        issuer.publish(A);
        assertEquals("a", found("a"));
        issuer.at("/keys", 500, "");
        assertEquals("JWKS: JWKS endpoint returned status 500", unavailable("b"));
        assertEquals("a", found("a"));
        assertEquals(2, issuer.asked("/keys"));
    }

    @Test
    void aClockThatIsTurnedBackMakesKeysOld() throws Exception {
        issuer.publish(A);
        assertEquals("a", found("a"));
        issuer.later(Duration.ofDays(-365));
        assertEquals("a", found("a"));
        assertEquals(2, issuer.asked("/keys"));
    }

    @Test
    void manyCallersFetchOnce() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        issuer.at("/keys", exchange -> {
            open.await();
            TestIssuer.send(exchange, 200, "{\"keys\":[" + A + "]}");
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> callers = new ArrayList<>();
            for (int each = 0; each < 50; each++) {
                callers.add(threads.submit(() -> found("a")));
            }
            open.countDown();
            for (Future<String> caller : callers) {
                assertEquals("a", caller.get(10, TimeUnit.SECONDS));
            }
        }
        assertEquals(1, issuer.asked("/keys"));
    }

    /** They do not line up to fail one after the other. */
    @Test
    void manyCallersFailOnce() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        issuer.at("/keys", exchange -> {
            open.await();
            TestIssuer.send(exchange, 502, "");
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> callers = new ArrayList<>();
            for (int each = 0; each < 50; each++) {
                callers.add(threads.submit(() -> unavailable("a")));
            }
            while (issuer.asked("/keys") == 0) {
                Thread.onSpinWait();
            }
            open.countDown();
            for (Future<String> caller : callers) {
                assertEquals("JWKS: JWKS endpoint returned status 502", caller.get(10, TimeUnit.SECONDS));
            }
        }
        // Callers that came after the first answer may ask again; three attempts are made at once.
        assertTrue(issuer.asked("/keys") <= 3, () -> "asked " + issuer.asked("/keys") + " times");
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        issuer.at("/keys", exchange -> {
            asked.countDown();
            end.await();
        });
        List<Throwable> thrown = new ArrayList<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                cache.find("a");
            } catch (NotVerified | InterruptedException stopped) {
                thrown.add(stopped);
            }
        });
        assertTrue(asked.await(10, TimeUnit.SECONDS));
        caller.interrupt();
        assertTrue(caller.join(Duration.ofSeconds(10)));
        end.countDown();
        assertInstanceOf(InterruptedException.class, thrown.getFirst());
    }
}
