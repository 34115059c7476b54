package io.pilothouse.kernel.command;

import io.pilothouse.kernel.model.KeyLife;

/** Times of a key as replies carry them. */
public final class KeyTimes {
    private KeyTimes() {}

    /** The expiry as the client wrote it, or in UTC; empty when there is none. */
    public static String expiry(KeyLife life) {
        return life.expires() == 0 || !life.expiresAs().isEmpty() ? life.expiresAs() : WireTime.text(life.expires());
    }

    /** When the key was last replaced; empty for never. */
    public static String rotation(KeyLife life) {
        return life.rotated() == 0 ? "" : WireTime.text(life.rotated());
    }
}
