package io.pilothouse.kernel.access;

import static io.pilothouse.kernel.access.Ed25519Cases.A;
import static io.pilothouse.kernel.access.Ed25519Cases.B;
import static io.pilothouse.kernel.access.Ed25519Cases.SEED_A;
import static io.pilothouse.kernel.access.Ed25519Cases.base64;
import static io.pilothouse.kernel.access.Ed25519Cases.hex;
import static io.pilothouse.kernel.access.Ed25519Cases.sign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.PublicKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both implementations hold against the cases in which libraries differ. */
class SignatureCheckTest {
    private static final byte[] TEXT = "resolve:1:2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = base64("TTXTG4hqiMpuk/6pIMAijvbv+iJxWsgWUj5PhrlbpPfEHv3gB6dYuejaNTngef8y"
            + "c6hvFbQrk052pE9jDhSfBA==");

    static Iterable<SignatureCheck> checks() {
        return Ed25519Cases.implementations();
    }

    @Test
    void theNativeLibraryIsPreferred() {
        assertInstanceOf(CorrettoSignatureCheck.class, SignatureChecks.best());
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aVectorOfThePageHolds(SignatureCheck check) {
        assertTrue(check.verify(A, TEXT, SIGNATURE));
        assertFalse(check.verify(B, TEXT, SIGNATURE));
        assertTrue(SignatureChecks.sound(check));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void everyFlippedBitIsWrong(SignatureCheck check) {
        for (int bit = 0; bit < SIGNATURE.length * 8; bit++) {
            assertFalse(check.verify(A, TEXT, Ed25519Cases.flipped(SIGNATURE, bit)), "signature bit " + bit);
        }
        for (int bit = 0; bit < TEXT.length * 8; bit++) {
            assertFalse(check.verify(A, Ed25519Cases.flipped(TEXT, bit), SIGNATURE), "text bit " + bit);
        }
        for (int bit = 0; bit < PublicKey.LENGTH * 8; bit++) {
            PublicKey altered = PublicKey.of(Ed25519Cases.flipped(A.bytes(), bit));
            assertFalse(check.verify(altered, TEXT, SIGNATURE), "key bit " + bit);
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aSignatureHasOneSpelling(SignatureCheck check) {
        // S and S + L sign the same.
        BigInteger order = new BigInteger(
                "7237005577332262213973186563042994240857116359379907606001950938285454250989");
        byte[] malleated = SIGNATURE.clone();
        byte[] sum = new BigInteger(1, reversed(Arrays.copyOfRange(SIGNATURE, 32, 64))).add(order).toByteArray();
        byte[] low = reversed(sum);
        System.arraycopy(low, 0, malleated, 32, Math.min(32, low.length));
        assertFalse(check.verify(A, TEXT, malleated));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aWrongLengthIsWrong(SignatureCheck check) {
        for (int length : new int[]{0, 1, 32, 63, 65, 128}) {
            assertFalse(check.verify(A, TEXT, Arrays.copyOf(SIGNATURE, length)), "length " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void keysOfLowOrderAreNeitherAcceptedNorVerify(SignatureCheck check) {
        for (String point : Ed25519Cases.LOW_ORDER) {
            PublicKey key = PublicKey.of(hex(point));
            assertFalse(check.acceptable(key), point);
            // With such a key, R = any low-order point and S = 0 verifies for a share of all texts.
            for (String other : Ed25519Cases.LOW_ORDER) {
                byte[] signature = Arrays.copyOf(hex(other), 64);
                for (int i = 0; i < 8; i++) {
                    assertFalse(check.verify(key, new byte[]{(byte) i}, signature), point + " " + other);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void keysOffTheCurveOrWithAnotherSpellingAreNotAccepted(SignatureCheck check) {
        assertTrue(check.acceptable(A));
        assertTrue(check.acceptable(B));
        // No x for y = 2; y = p + 3, whose y = 3 is on the curve.
        for (String odd : new String[]{"0200000000000000000000000000000000000000000000000000000000000000",
            "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
            PublicKey key = PublicKey.of(hex(odd));
            assertFalse(check.acceptable(key), odd);
            assertFalse(check.verify(key, TEXT, SIGNATURE), odd);
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aPointWithAPartOfLowOrderIsRefusedAsKeyAndAsR(SignatureCheck check) {
        MixedOrder mixed = new MixedOrder(SEED_A);
        assertFalse(check.acceptable(mixed.key()));
        for (int i = 0; i < 32; i++) {
            byte[] text = new byte[]{(byte) i};
            assertTrue(check.verify(A, text, mixed.sign(text, false)), "the sum itself is right, text " + i);
            assertFalse(check.verify(A, text, mixed.sign(text, true)), "text " + i);
            assertFalse(check.verify(mixed.key(), text, sign(SEED_A, text)), "text " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aNeutralRIsRefused(SignatureCheck check) {
        assertFalse(check.verify(A, TEXT, new MixedOrder(SEED_A).neutral(TEXT)));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
