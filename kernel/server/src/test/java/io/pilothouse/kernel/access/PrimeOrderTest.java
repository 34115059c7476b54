package io.pilothouse.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** The halving says the same as the multiplication by the order. */
class PrimeOrderTest {
    private final Random random = new Random(8032);

    @Test
    void onlyTheNeutralOneOfEightSumsIsOfPrimeOrder() {
        for (int round = 0; round < 40; round++) {
            List<byte[]> sums = new MixedOrder(new Ed25519PrivateKeyParameters(bytes(), 0)).sums();
            for (int i = 0; i < sums.size(); i++) {
                String name = HexFormat.of().formatHex(sums.get(i)) + ", " + i;
                assertTrue(Ed25519.validatePublicKeyPartial(sums.get(i), 0), name);
                assertEquals(Ed25519.validatePublicKeyFull(sums.get(i), 0), i == 0, name);
                assertEquals(i == 0, PrimeOrder.holds(sums.get(i)), name);
            }
        }
    }

    @Test
    void anyBytesAreJudgedAsByMultiplication() {
        int held = 0;
        for (int round = 0; round < 4_000; round++) {
            byte[] bytes = bytes();
            boolean holds = PrimeOrder.holds(bytes);
            assertEquals(Ed25519.validatePublicKeyFull(bytes, 0), holds, HexFormat.of().formatHex(bytes));
            held += holds ? 1 : 0;
        }
        // Half of all numbers are a y of the curve, and an eighth of those points are in the group.
        assertTrue(held > 150 && held < 350, held + " of 4000");
    }

    @Test
    void honestKeysAreOfPrimeOrder() {
        byte[] key = new byte[32];
        for (int round = 0; round < 2_000; round++) {
            Ed25519.generatePublicKey(bytes(), 0, key, 0);
            assertTrue(PrimeOrder.holds(key), HexFormat.of().formatHex(key));
        }
    }

    @Test
    void smallAndNonCanonicalNumbersAreJudgedAsByMultiplication() {
        for (int sign = 0; sign < 2; sign++) {
            for (int last = 0; last < 256; last++) {
                for (boolean high : new boolean[]{false, true}) {
                    byte[] bytes = new byte[32];
                    if (high) {
                        Arrays.fill(bytes, (byte) 0xFF);
                        bytes[31] = 0x7F;
                    }
                    bytes[0] = (byte) last;
                    bytes[31] |= (byte) (sign << 7);
                    assertEquals(Ed25519.validatePublicKeyFull(bytes, 0), PrimeOrder.holds(bytes),
                            HexFormat.of().formatHex(bytes));
                }
            }
        }
        Ed25519Cases.LOW_ORDER.forEach(point -> assertFalse(PrimeOrder.holds(Ed25519Cases.hex(point)), point));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
