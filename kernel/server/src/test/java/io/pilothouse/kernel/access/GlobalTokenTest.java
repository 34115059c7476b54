package io.pilothouse.kernel.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GlobalTokenTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final GlobalToken token = new GlobalToken(AdminToken.of("one"), () -> Instant.ofEpochMilli(now.get()));

    @Test
    void theOldOneEndsAtOnceUnlessThereIsAnOverlap() {
        token.replace(AdminToken.of("two"), Duration.ZERO);
        assertFalse(token.matches("one"));
        assertTrue(token.matches("two"));
        assertTrue(token.is(AdminToken.of("two")));
    }

    @Test
    void theOldOneIsGoodUntilTheEndOfTheOverlap() {
        token.replace(AdminToken.of("two"), Duration.ofSeconds(5));
        now.addAndGet(4_999);
        assertTrue(token.matches("one") && token.matches("two"));
        now.addAndGet(1);
        assertFalse(token.matches("one"));
        assertTrue(token.matches("two"));
    }

    @Test
    void onlyTheLastOneBeforeStaysGood() {
        token.replace(AdminToken.of("two"), Duration.ofSeconds(5));
        token.replace(AdminToken.of("three"), Duration.ofSeconds(5));
        assertFalse(token.matches("one"));
        assertTrue(token.matches("two") && token.matches("three"));
    }

    @Test
    void nothingMatchesWhereThereIsNoToken() {
        GlobalToken none = new GlobalToken(AdminToken.of(""), () -> Instant.ofEpochMilli(now.get()));
        assertFalse(none.configured() || none.matches("") || none.matches("x"));
        none.replace(AdminToken.of("x"), Duration.ofSeconds(5));
        assertFalse(none.matches(""));
        assertTrue(none.matches("x"));
    }
}
