package io.pilothouse.kernel.replication;

/**
 * How a standby stands to its primary.
 *
 * @param primary the primary's address
 * @param connected whether it is being followed at the moment
 * @param behind records that the primary has and this registry has not, as far as is known; 0 when it sends snapshots
 * @param heard when it last said something, milliseconds since 1970 UTC, 0 for never
 * @param trouble why it is not being followed, or empty
 */
public record FollowStatus(String primary, boolean connected, long behind, long heard, String trouble) {}
