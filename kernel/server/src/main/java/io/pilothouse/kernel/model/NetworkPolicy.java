package io.pilothouse.kernel.model;

import java.util.List;

/**
 * Limits of a network ({@code commands-enterprise.md} 3).
 *
 * @param maxMembers most members, 0 for no limit
 * @param allowedPorts ports that daemons let through; empty for all
 * @param description free text, at most 256 bytes
 */
public record NetworkPolicy(int maxMembers, List<Integer> allowedPorts, String description) {
    /** No limits. */
    public static final NetworkPolicy NONE = new NetworkPolicy(0, List.of(), "");

    public NetworkPolicy {
        allowedPorts = allowedPorts == null ? List.of() : List.copyOf(allowedPorts);
        description = description == null ? "" : description;
    }
}
