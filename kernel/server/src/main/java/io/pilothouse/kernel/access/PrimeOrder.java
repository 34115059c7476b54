package io.pilothouse.kernel.access;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Whether an encoded point lies in the group that the base point generates, whose order is the prime L, and is not its
 * neutral element. Such are all honest keys. It refuses what is no point of the curve, encodings with y ≥ p, the eight points
 * of low order, and sums of a point of that group and one of low order.
 *
 * <p>The sums cannot be let pass with a check of the encoding alone. RFC 8032, 5.1.7, allows both [8][S]B = [8]R + [8][k]A
 * and the equation without the factor 8. The two agree exactly when A and R have no part of low order; with such a part in
 * A it is up to the library, and BouncyCastle, which tests a random-looking multiple of the equation, and Amazon's, which
 * compares encodings of R, decide differently for a share of all texts.
 *
 * <p>The plain way is to multiply by L. Here instead the point is halved. The points of low order form a cyclic group of 8,
 * so a point has order L, or is neutral, exactly when it is 8 times another. On v² = u³ + Au² + u (RFC 7748, 4.1), which is
 * the same curve with u = (1 + y) / (1 − y), a point is twice another when u is a square, and the Tate pairing with the
 * point (1, √(A + 2)) of order 4 tells that it is four times another when a certain number is a fourth power. One halving and
 * one pairing need four or five powers of field elements, less than half of what the multiplication costs. The method is T. Pornin's
 * and D. Koshelev's; a test compares it with the multiplication.
 *
 * <p>Threads: any. Keys are no secrets, so the time may depend on them.
 */
final class PrimeOrder {
    private static final int LENGTH = 32;
    /** Of the curve (RFC 7748, 4.1). */
    private static final int A = 486_662;
    private static final int[] ONE = number(1);
    /** √(A + 2): v of the point of order 4 whose u is 1. */
    private static final int[] V_OF_ORDER_FOUR = rootOf(number(A + 2));

    private PrimeOrder() {}

    /** Whether 32 bytes (RFC 8032, 5.1.2) encode a point of order L. */
    static boolean holds(byte[] encoded) {
        if (!canonical(encoded)) {
            return false;
        }
        int[] y = X25519Field.create();
        X25519Field.decode255(encoded, y);
        int[] above = sum(ONE, y);
        int[] below = difference(ONE, y);
        int[] w = X25519Field.create();
        // u = 0 and u = ∞ are the neutral element and the point of order 2.
        if (zero(above) || zero(below) || !X25519Field.sqrtRatioVar(above, below, w)) {
            return false;
        }
        int[] u = product(w, w);
        // v²/u = u² + Au + 1. A square u needs it to be one too, else there is no v and the point is not on the curve.
        int[] rest = product(u, sum(u, number(A)));
        int[] r = X25519Field.create();
        if (!X25519Field.sqrtRatioVar(sum(rest, ONE), ONE, r)) {
            return false;
        }
        return fourfold(half(u, w, r));
    }

    /** Whether y is below p; the highest bit is the sign of x. */
    private static boolean canonical(byte[] encoded) {
        if ((encoded[LENGTH - 1] & 0x7F) != 0x7F) {
            return true;
        }
        for (int i = LENGTH - 2; i > 0; i--) {
            if (encoded[i] != -1) {
                return true;
            }
        }
        return (encoded[0] & 0xFF) < 0xED;
    }

    /** u and v/u of a point. */
    private record Half(int[] u, int[] slope) {}

    /**
     * A point Q of which P is twofold: P is taken back over the two isogenies of degree 2 whose composition is doubling.
     *
     * @param w a root of P's u
     * @param r v/w. With another sign it belongs to −P, whose answer is the same
     */
    private static Half half(int[] u, int[] w, int[] r) {
        int[] s = X25519Field.create();
        int[] back = sum(number(A), sum(difference(u, r), difference(u, r)));
        int[] own = r;
        if (!X25519Field.sqrtRatioVar(back, ONE, s)) {
            // The product of both candidates, A² − 4, is no square, so exactly one of them is.
            own = difference(X25519Field.create(), r);
            back = sum(number(A), sum(difference(u, own), difference(u, own)));
            if (!X25519Field.sqrtRatioVar(back, ONE, s)) {
                throw new IllegalStateException("arithmetic of the curve is broken");
            }
        }
        return new Half(difference(difference(u, own), product(w, s)), s);
    }

    /** Whether a point is four times another: the function with divisor 4(T) − 4(O) has a fourth power as its value there. */
    private static boolean fourfold(Half point) {
        int[] line = difference(point.slope, V_OF_ORDER_FOUR);
        int[] value = product(point.u, product(line, line));
        int[] power = power(value);
        int[] character = product(value, product(power, power));
        X25519Field.normalize(character);
        return X25519Field.isOneVar(character);
    }

    /** x to the (p − 5)/8 = 2²⁵² − 3. */
    private static int[] power(int[] x) {
        int[] ones2 = shifted(x, 1, x);
        int[] ones5 = shifted(shifted(ones2, 2, ones2), 1, x);
        int[] ones10 = shifted(ones5, 5, ones5);
        int[] ones20 = shifted(ones10, 10, ones10);
        int[] ones50 = shifted(shifted(ones20, 20, ones20), 10, ones10);
        int[] ones100 = shifted(ones50, 50, ones50);
        int[] ones250 = shifted(shifted(ones100, 100, ones100), 50, ones50);
        return shifted(ones250, 2, x);
    }

    /** x squared so many times, times y: exponents in binary, one after the other. */
    private static int[] shifted(int[] x, int bits, int[] y) {
        int[] z = X25519Field.create();
        X25519Field.sqr(x, bits, z);
        X25519Field.mul(z, y, z);
        return z;
    }

    private static int[] rootOf(int[] square) {
        int[] root = X25519Field.create();
        if (!X25519Field.sqrtRatioVar(square, ONE, root)) {
            throw new IllegalStateException("A + 2 has a root");
        }
        return root;
    }

    private static int[] number(int value) {
        int[] z = X25519Field.create();
        X25519Field.one(z);
        X25519Field.mul(z, value, z);
        return z;
    }

    private static int[] sum(int[] x, int[] y) {
        int[] z = X25519Field.create();
        X25519Field.add(x, y, z);
        X25519Field.carry(z);
        return z;
    }

    private static int[] difference(int[] x, int[] y) {
        int[] z = X25519Field.create();
        X25519Field.sub(x, y, z);
        X25519Field.carry(z);
        return z;
    }

    private static int[] product(int[] x, int[] y) {
        int[] z = X25519Field.create();
        X25519Field.mul(x, y, z);
        return z;
    }

    private static boolean zero(int[] x) {
        int[] z = X25519Field.create();
        X25519Field.copy(x, 0, z, 0);
        X25519Field.normalize(z);
        return X25519Field.isZeroVar(z);
    }
}
