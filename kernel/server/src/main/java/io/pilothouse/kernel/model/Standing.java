package io.pilothouse.kernel.model;

/** How an identity stands in the registry. Its record is kept in every standing. */
public enum Standing {
    /** Registered; found by every command. */
    LIVE,
    /** Not heard of for too long; hidden until it registers again, nothing of it is lost. */
    REAPED,
    /** Has said good-bye; left its networks and its name, keeps id and key metadata. */
    DEREGISTERED
}
