package io.pilothouse.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.PublicKey;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcceptedKeysTest {
    @Test
    void remembersTheLatestInBoundedNumber() {
        Random random = new Random(1);
        AcceptedKeys keys = new AcceptedKeys(64);
        PublicKey[] many = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> new PublicKey(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()))
                .toArray(PublicKey[]::new);
        for (PublicKey key : many) {
            assertFalse(keys.contains(key));
            keys.add(key);
            assertTrue(keys.contains(new PublicKey(key.a(), key.b(), key.c(), key.d())), "an equal key");
        }
        long remembered = Arrays.stream(many).filter(keys::contains).count();
        assertEquals(64, remembered);
    }

    @Test
    void aCapacityThatIsNoPowerOfTwoIsRefused() {
        for (int capacity : new int[]{0, 3, 100}) {
            assertThrows(IllegalArgumentException.class, () -> new AcceptedKeys(capacity));
        }
    }
}
