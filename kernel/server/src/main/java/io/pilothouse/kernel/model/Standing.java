package io.pilothouse.kernel.model;

/** How an identity stands in the registry. Its record is kept in every standing. */
public enum Standing {
    /** Registered; found by every command. */
    LIVE(0),
    /** Not heard of for too long; hidden until it registers again, nothing of it is lost. */
    REAPED(1),
    /** Has said good-bye; left its networks and its name, keeps id and key metadata. */
    DEREGISTERED(2);

    private final int code;

    Standing(int code) {
        this.code = code;
    }

    /** Its number in packed nodes, 0 … 3; part of the format of snapshots. */
    int code() {
        return code;
    }

    static Standing of(int code) {
        return switch (code) {
            case 0 -> LIVE;
            case 1 -> REAPED;
            case 2 -> DEREGISTERED;
            default -> throw new IllegalArgumentException("there is no standing " + code);
        };
    }
}
