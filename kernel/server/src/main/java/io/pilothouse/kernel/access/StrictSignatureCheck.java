package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What every implementation demands of a signature before and beside its own arithmetic, so that all of them decide every
 * case alike. RFC 8032 leaves open what becomes of low-order points and of points outside the group that the base point
 * generates; libraries differ there. Honest keys and signatures never have either, so both are refused.
 *
 * <p>Threads: any.
 *
 * @param <K> a key as the library wants it
 */
abstract sealed class StrictSignatureCheck<K> implements SignatureCheck
        permits CorrettoSignatureCheck, BouncyCastleSignatureCheck {
    /** Length of a signature in bytes: the point R, then the number S. */
    static final int SIGNATURE = 64;

    /** Length of an encoded point and of S. */
    static final int HALF = 32;

    /** Keys kept decoded, at some 0.5 KB each: the busy ones of a large fleet, in a few megabytes. */
    private static final int KEYS = 8_192;

    /** Keys known to be acceptable: to find that out costs half a verification, to remember it some bytes. */
    private static final int ACCEPTED = 131_072;

    /** The order of the base point, little-endian (RFC 8032, 5.1: L). */
    private static final byte[] ORDER = HexFormat.of()
            .parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    /** The encoding of the neutral element: only a signer who wants to be odd makes it R. */
    private static final byte[] NEUTRAL = HexFormat.of()
            .parseHex("0100000000000000000000000000000000000000000000000000000000000000");

    private final RecentKeys<K> keys = new RecentKeys<>(KEYS);
    private final AcceptedKeys accepted = new AcceptedKeys(ACCEPTED);

    /** The key as the library wants it; called only for acceptable keys. Empty or a throw refuses the signature. */
    abstract Optional<K> decode(PublicKey key) throws GeneralSecurityException;

    /** Whether the library finds the signature right. It has 64 bytes, S below the order and R not neutral. */
    abstract boolean matches(K key, byte[] text, byte[] signature) throws GeneralSecurityException;

    @Override
    public final boolean verify(PublicKey key, byte[] text, byte[] signature) {
        if (signature.length != SIGNATURE || !belowOrder(signature)
                || Arrays.equals(signature, 0, HALF, NEUTRAL, 0, HALF)) {
            return false;
        }
        try {
            Optional<K> decoded = known(key);
            return decoded.isPresent() && matches(decoded.get(), text, signature);
        } catch (GeneralSecurityException | RuntimeException refused) {
            // Whatever a library dislikes about a signature, the signature is not valid.
            return false;
        }
    }

    @Override
    public final boolean acceptable(PublicKey key) {
        if (accepted.contains(key)) {
            return true;
        }
        boolean acceptable = PrimeOrder.holds(key.bytes());
        if (acceptable) {
            accepted.add(key);
        }
        return acceptable;
    }

    private Optional<K> known(PublicKey key) throws GeneralSecurityException {
        Optional<K> recent = keys.find(key);
        if (recent.isPresent() || !acceptable(key)) {
            return recent;
        }
        Optional<K> decoded = decode(key);
        decoded.ifPresent(fresh -> keys.keep(key, fresh));
        return decoded;
    }

    /** Whether S is the one canonical number: else S + L would sign the same text again. */
    private static boolean belowOrder(byte[] signature) {
        for (int i = HALF - 1; i >= 0; i--) {
            int difference = Integer.compare(signature[HALF + i] & 0xFF, ORDER[i] & 0xFF);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}
