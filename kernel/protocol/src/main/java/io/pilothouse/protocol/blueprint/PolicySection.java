package io.pilothouse.protocol.blueprint;

import java.util.List;

/**
 * The member {@code policy}: limits of the network, merged into what is stored.
 *
 * @param maxMembers most members, 1 … 10000; a reset lifts the limit
 * @param allowedPorts ports that daemons let through, each once; a reset allows all
 * @param description at most 256 bytes
 */
public record PolicySection(Stated<Integer> maxMembers, Stated<List<Integer>> allowedPorts,
        Stated<String> description) {
    /** Says nothing. */
    public static final PolicySection SILENT = new PolicySection(Stated.nothing(), Stated.nothing(), Stated.nothing());

    /** Empties all. */
    public static final PolicySection RESET = new PolicySection(Stated.reset(), Stated.reset(), Stated.reset());

    public PolicySection {
        if (allowedPorts instanceof Stated.Value<List<Integer>>(List<Integer> ports)) {
            allowedPorts = Stated.of(ports.stream().distinct().toList());
        }
    }
}
