package io.pilothouse.kernel.model;

import java.time.Duration;

/**
 * Metadata of a node's key. Times are milliseconds since 1970 UTC, 0 means never.
 *
 * @param created when the identity first registered
 * @param rotated when the key was last replaced
 * @param rotations how often it was replaced
 * @param expires after when the key is refused
 * @param expiresAs the expiry as the client wrote it, empty when there is none
 */
public record KeyLife(long created, long rotated, int rotations, long expires, String expiresAs) {
    public KeyLife {
        expiresAs = expiresAs == null ? "" : expiresAs;
    }

    /** The life of a key that begins now. */
    public static KeyLife begun(long now) {
        return new KeyLife(now, 0, 0, 0, "");
    }

    /** The same life with the key replaced now; the expiry stays ({@code commands-enterprise.md} 5.3). */
    public KeyLife rotatedAt(long now) {
        return new KeyLife(created, now, rotations + 1, expires, expiresAs);
    }

    /** The same life with another expiry. */
    public KeyLife expiring(long at, String as) {
        return new KeyLife(created, rotated, rotations, at, as);
    }

    /** Whether the key is expired. */
    public boolean expiredAt(long now) {
        return expires != 0 && expires < now;
    }

    /** Whether less than 24 hours are left, the moment of expiry included. */
    public boolean expiresSoon(long now) {
        return expires != 0 && expires - now < Duration.ofHours(24).toMillis();
    }

    /** Whole days since the key was made or last replaced; negative when unknown. */
    public long ageDays(long now) {
        long since = rotated != 0 ? rotated : created;
        return since == 0 ? -1 : Math.max(0, (now - since) / Duration.ofDays(1).toMillis());
    }
}
