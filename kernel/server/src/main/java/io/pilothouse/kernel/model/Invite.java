package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;

/**
 * An invitation that waits for an answer ({@code commands-enterprise.md} 4).
 *
 * @param network into which network
 * @param inviter who invites
 * @param time when, milliseconds since 1970 UTC
 */
public record Invite(NetworkId network, NodeId inviter, long time) {
    /** Most pending invitations of one node. */
    public static final int CAPACITY = 100;

    /** How long an invitation holds, in milliseconds: 30 days. */
    public static final long LIFE = 30L * 24 * 60 * 60 * 1000;

    /** Whether it is older than it may be. */
    public boolean expiredAt(long now) {
        return now - time > LIFE;
    }
}
