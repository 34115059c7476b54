package io.pilothouse.kernel.state;

import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.PublicKey;
import java.security.SecureRandom;

/**
 * Hashes for {@link NodeIndex}. Agents choose their keys and names, so the numbers are drawn anew at each start: nobody can
 * choose keys that meet at one place.
 *
 * <p>Threads: any.
 */
final class Spread {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long[] factors = new SecureRandom().longs(5).map(number -> number | 1).toArray();

    long of(PublicKey key) {
        return mixed(mixed(mixed(mixed(factors[4] ^ key.a(), factors[0]) ^ key.b(), factors[1]) ^ key.c(), factors[2])
                ^ key.d(), factors[3]);
    }

    long of(Hostname name) {
        String text = name.text();
        long hash = factors[0];
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * factors[1];
            hash ^= hash >>> 29;
        }
        return mixed(hash, factors[2]);
    }

    /** Both halves of the product, so that high bits reach low ones. */
    private static long mixed(long value, long factor) {
        long low = value * factor;
        long high = Math.unsignedMultiplyHigh(value, factor);
        return (low ^ high) + GOLDEN;
    }
}
