package io.pilothouse.identity.oidc;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Recognises RSA keys of the smart cards of 2012 to 2017 whose primes are powers of 65537 in disguise (CVE-2017-15361): anybody
 * can factor them. The test is that of the discoverers: modulo each of these primes, such a modulus is a power of 65537.
 * Another key passes for one with a chance of less than one in 2^27. Threads: any.
 */
final class RocaFingerprint {
    private static final int[] PRIMES = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73,
        79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167};
    private static final int GENERATOR = 65_537;

    private RocaFingerprint() {}

    static boolean of(BigInteger modulus) {
        for (int prime : PRIMES) {
            if (!powers(prime).get(modulus.mod(BigInteger.valueOf(prime)).intValue())) {
                return false;
            }
        }
        return true;
    }

    private static BitSet powers(int prime) {
        BitSet powers = new BitSet(prime);
        int power = 1;
        do {
            powers.set(power);
            power = power * (GENERATOR % prime) % prime;
        } while (power != 1);
        return powers;
    }
}
