package io.pilothouse.kernel.access;

import static io.pilothouse.kernel.access.Ed25519Cases.A;
import static io.pilothouse.kernel.access.Ed25519Cases.SEED_A;
import static io.pilothouse.kernel.access.Ed25519Cases.flipped;
import static io.pilothouse.kernel.access.Ed25519Cases.sign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The memory of verified texts. */
class VerifiedTextsTest {
    private static final byte[] TEXT = "heartbeat:1".getBytes(StandardCharsets.US_ASCII);

    private final Counting counting = new Counting(new BouncyCastleSignatureCheck());

    @Test
    void aSecondLookNeedsNoCheck() {
        VerifiedTexts texts = new VerifiedTexts(counting, 1_024);
        byte[] signature = sign(SEED_A, TEXT);
        for (int i = 0; i < 5; i++) {
            assertTrue(texts.verify(A, TEXT, signature));
        }
        assertEquals(1, counting.checks.get());
        assertEquals(4, texts.hits());
        assertEquals(1, texts.misses());
        assertEquals(1, texts.remembered());
    }

    @Test
    void anAlteredBitAnywhereIsAMissAndWrong() {
        VerifiedTexts texts = new VerifiedTexts(counting, 1_024);
        byte[] signature = sign(SEED_A, TEXT);
        assertTrue(texts.verify(A, TEXT, signature));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            assertFalse(texts.verify(A, TEXT, flipped(signature, bit)));
        }
        for (int bit = 0; bit < TEXT.length * 8; bit++) {
            assertFalse(texts.verify(A, flipped(TEXT, bit), signature));
        }
        for (int bit = 0; bit < PublicKey.LENGTH * 8; bit++) {
            assertFalse(texts.verify(PublicKey.of(flipped(A.bytes(), bit)), TEXT, signature));
        }
        assertEquals(0, texts.hits());
        assertEquals(1 + (signature.length + TEXT.length + PublicKey.LENGTH) * 8, counting.checks.get());
    }

    @Test
    void whatIsWrongIsNotRemembered() {
        VerifiedTexts texts = new VerifiedTexts(counting, 1_024);
        byte[] wrong = new byte[64];
        assertFalse(texts.verify(A, TEXT, wrong));
        assertFalse(texts.verify(A, TEXT, wrong));
        assertEquals(2, counting.checks.get());
        assertEquals(0, texts.remembered());
        assertFalse(texts.verify(A, TEXT, new byte[63]));
    }

    @Test
    void itStaysBounded() {
        VerifiedTexts texts = new VerifiedTexts(new Agreeing(), 100);
        for (int i = 0; i < 10_000; i++) {
            texts.verify(A, ByteBuffer.allocate(4).putInt(i).array(), new byte[64]);
        }
        assertEquals(64, texts.remembered());
        // The last one is there, whichever it displaced.
        long before = texts.hits();
        texts.verify(A, ByteBuffer.allocate(4).putInt(9_999).array(), new byte[64]);
        assertEquals(before + 1, texts.hits());
        assertThrows(IllegalArgumentException.class, () -> new VerifiedTexts(counting, 3));
    }

    @Test
    void keysAreBoundedToo() {
        RecentKeys<String> keys = new RecentKeys<>(16);
        for (int i = 0; i < 1_000; i++) {
            PublicKey key = new PublicKey(i * 0x9E3779B97F4A7C15L, i, i, i);
            keys.keep(key, "decoded " + i);
            assertEquals("decoded " + i, keys.find(key).orElseThrow());
        }
        long found = 0;
        for (int i = 0; i < 1_000; i++) {
            found += keys.find(new PublicKey(i * 0x9E3779B97F4A7C15L, i, i, i)).isPresent() ? 1 : 0;
        }
        assertTrue(found > 0 && found <= 16, "kept " + found);
    }

    private static final class Counting implements SignatureCheck {
        private final SignatureCheck check;
        private final AtomicInteger checks = new AtomicInteger();

        Counting(SignatureCheck check) {
            this.check = check;
        }

        @Override
        public boolean verify(PublicKey key, byte[] text, byte[] signature) {
            checks.incrementAndGet();
            return check.verify(key, text, signature);
        }

        @Override
        public boolean acceptable(PublicKey key) {
            return check.acceptable(key);
        }
    }

    /** Finds everything right, so that many triples can be made quickly. */
    private static final class Agreeing implements SignatureCheck {
        @Override
        public boolean verify(PublicKey key, byte[] text, byte[] signature) {
            return true;
        }

        @Override
        public boolean acceptable(PublicKey key) {
            return true;
        }
    }
}
