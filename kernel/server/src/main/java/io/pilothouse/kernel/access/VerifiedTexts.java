package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Remembers (key, text, signature) triples that were verified. Clients sign the same constant texts again and again
 * ({@code wire.md} 8.1) and verification is deterministic, so a triple that held once holds always; a changed key makes
 * another triple. Only valid ones are remembered, by a SHA-256 digest of the whole triple: to be taken for one, another
 * triple would have to collide with it.
 *
 * <p>Threads: any, without a lock. Memory: 4 bytes a place at once and 48 more when it is filled; when the four places of
 * a triple are taken, it displaces one.
 */
public final class VerifiedTexts implements SignatureCheck {
    /** Places unless the operator says otherwise: 13 MB when full. */
    public static final int DEFAULT_PLACES = 262_144;

    private static final int WAYS = 4;
    private static final int LARGEST = 1 << 26;
    private static final MessageDigest DIGEST = sha256();

    private final SignatureCheck check;
    private final AtomicReferenceArray<Fingerprint> places;
    private final int mask;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private record Fingerprint(long a, long b, long c, long d) {}

    /**
     * A memory before a check.
     *
     * @param check does the work that is not remembered
     * @param places how many triples to remember at most, 4 … 67108864; rounded down to a power of two
     */
    public VerifiedTexts(SignatureCheck check, int places) {
        if (places < WAYS || places > LARGEST) {
            throw new IllegalArgumentException(
                    "the memory of verified texts must have 4 … " + LARGEST + " places but has " + places);
        }
        this.check = check;
        this.places = new AtomicReferenceArray<>(Integer.highestOneBit(places));
        this.mask = this.places.length() - WAYS;
    }

    @Override
    public boolean verify(PublicKey key, byte[] text, byte[] signature) {
        if (signature.length != StrictSignatureCheck.SIGNATURE) {
            return false;
        }
        Fingerprint fingerprint = fingerprint(key, text, signature);
        int first = (int) fingerprint.a * WAYS & mask;
        int place = first + (int) (fingerprint.b & WAYS - 1);
        for (int i = first; i < first + WAYS; i++) {
            Fingerprint known = places.getAcquire(i);
            if (fingerprint.equals(known)) {
                hits.increment();
                return true;
            }
            if (known == null) {
                place = i;
            }
        }
        misses.increment();
        boolean valid = check.verify(key, text, signature);
        if (valid) {
            places.setRelease(place, fingerprint);
        }
        return valid;
    }

    @Override
    public boolean acceptable(PublicKey key) {
        return check.acceptable(key);
    }

    /** Signatures that were found remembered. */
    public long hits() {
        return hits.sum();
    }

    /** Signatures that had to be verified. */
    public long misses() {
        return misses.sum();
    }

    /** How many triples are remembered at the moment; counts them, so not for every request. */
    public int remembered() {
        int filled = 0;
        for (int i = 0; i < places.length(); i++) {
            if (places.getPlain(i) != null) {
                filled++;
            }
        }
        return filled;
    }

    /** The parts of fixed length come first, so that no two triples make the same bytes. */
    private static Fingerprint fingerprint(PublicKey key, byte[] text, byte[] signature) {
        ByteBuffer triple = ByteBuffer.allocate(PublicKey.LENGTH + signature.length + text.length);
        triple.putLong(key.a()).putLong(key.b()).putLong(key.c()).putLong(key.d()).put(signature).put(text);
        ByteBuffer digest = ByteBuffer.wrap(digest().digest(triple.array()));
        return new Fingerprint(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** A copy of an unused digest: cheaper than to look one up, and unlike a digest per thread it costs no memory. */
    private static MessageDigest digest() {
        try {
            return (MessageDigest) DIGEST.clone();
        } catch (CloneNotSupportedException uncloneable) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
