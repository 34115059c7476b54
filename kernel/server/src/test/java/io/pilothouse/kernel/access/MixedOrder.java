package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * A signer who does what no honest one does: adds the point of order 2 to R, to the key, or takes r = 0. Plain and slow
 * arithmetic of the curve (RFC 8032, 5.1), independent of what it tests.
 */
final class MixedOrder {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger L = BigInteger.TWO.pow(252)
            .add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
    private static final Point ORDER_TWO = new Point(BigInteger.ZERO, P.subtract(BigInteger.ONE));
    private static final Point BASE = new Point(
            new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
            new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

    private final BigInteger secret;
    private final Point point;

    private record Point(BigInteger x, BigInteger y) {
        Point plus(Point other) {
            BigInteger xx = x.multiply(other.x).mod(P);
            BigInteger yy = y.multiply(other.y).mod(P);
            BigInteger product = D.multiply(xx).multiply(yy).mod(P);
            BigInteger sumX = x.multiply(other.y).add(y.multiply(other.x))
                    .multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P);
            BigInteger sumY = yy.add(xx).multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P);
            return new Point(sumX, sumY);
        }

        Point times(BigInteger factor) {
            Point sum = NEUTRAL;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (factor.testBit(bit)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }

        byte[] encoded() {
            byte[] bytes = little(y);
            bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
            return bytes;
        }
    }

    MixedOrder(Ed25519PrivateKeyParameters seed) {
        byte[] half = Arrays.copyOf(sha512(seed.getEncoded()), 32);
        half[0] &= (byte) 0xF8;
        half[31] = (byte) (half[31] & 0x7F | 0x40);
        secret = number(half);
        point = BASE.times(secret);
    }

    /** The key with a part of order 2. */
    PublicKey key() {
        return PublicKey.of(point.plus(ORDER_TWO).encoded());
    }

    /** The key with each of the eight points of low order added, the neutral one first. */
    List<byte[]> sums() {
        BigInteger y = number(Ed25519Cases.hex(Ed25519Cases.LOW_ORDER.get(4)));
        BigInteger square = y.multiply(y).subtract(BigInteger.ONE)
                .multiply(D.multiply(y).multiply(y).add(BigInteger.ONE).modInverse(P)).mod(P);
        BigInteger x = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(square)) {
            x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
        }
        Point orderEight = new Point(x, y);
        return IntStream.range(0, 8)
                .mapToObj(times -> point.plus(orderEight.times(BigInteger.valueOf(times))).encoded()).toList();
    }

    /** A signature, with or without a part of order 2 in R. */
    byte[] sign(byte[] text, boolean odd) {
        BigInteger secretR = number(sha512(secret.toByteArray(), text)).mod(L);
        Point r = BASE.times(secretR);
        return sign(odd ? r.plus(ORDER_TWO) : r, secretR, text);
    }

    /** A signature with the neutral element as R. */
    byte[] neutral(byte[] text) {
        return sign(NEUTRAL, BigInteger.ZERO, text);
    }

    private byte[] sign(Point r, BigInteger secretR, byte[] text) {
        BigInteger hash = number(sha512(r.encoded(), point.encoded(), text)).mod(L);
        byte[] signature = Arrays.copyOf(r.encoded(), 64);
        System.arraycopy(little(secretR.add(hash.multiply(secret)).mod(L)), 0, signature, 32, 32);
        return signature;
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static BigInteger number(byte[] little) {
        return new BigInteger(1, reversed(little));
    }

    private static byte[] little(BigInteger number) {
        return Arrays.copyOf(reversed(number.toByteArray()), 32);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
