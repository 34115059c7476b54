package io.pilothouse.kernel.command;

import java.time.Duration;

/**
 * Choices of the operator that handlers obey. {@link #DEFAULT} holds the default of each and why it is that.
 *
 * @param maxNodes most live nodes; a known key may always come back ({@code commands-core.md} 1.2)
 * @param unsigned what a registration without a signature may do
 * @param shortRotation whether {@code rotate_key} may be signed in the R1 form, which does not cover the new key: whoever
 *     records one such signature can put any key in its place ({@code commands-core.md} Part IV 8)
 * @param poloDelta largest change of a score by one {@code update_polo_score}, in either direction. That command must stay
 *     unsigned for R1 daemons; they move 1 or the reward of one task, which is small
 * @param openPoloSet whether {@code set_polo_score} works without the global admin token; no daemon sends it
 * @param beaconToken whether {@code beacon_register} needs the global admin token; R1 beacons send none
 * @param maxBeacons most beacons at one time; the table is open to everybody, so it must be bounded
 * @param heartbeatWindow how far the time of a bound heartbeat may be from the registry's, in either direction
 */
public record KernelPolicy(long maxNodes, UnsignedRegistration unsigned, boolean shortRotation, int poloDelta,
        boolean openPoloSet, boolean beaconToken, int maxBeacons, Duration heartbeatWindow) {
    /**
     * A million nodes as R1; registrations without a signature refresh the transport of a node but not its name, because R1
     * daemons do not sign them; no short rotation, because only the shipped tool's broken command would send it; scores move
     * by at most 100 at once and are set by administrators; beacons register freely, because R1 beacons know no token; bound
     * heartbeats within a minute, which is more than clocks set by NTP are apart.
     */
    public static final KernelPolicy DEFAULT = new KernelPolicy(1_000_000, UnsignedRegistration.ENDPOINTS, false, 100,
            false, false, 1_000, Duration.ofSeconds(60));

    public KernelPolicy {
        if (maxNodes < 1 || maxBeacons < 1 || poloDelta < 0 || heartbeatWindow.isNegative()) {
            throw new IllegalArgumentException("limits must be positive: nodes " + maxNodes + ", beacons " + maxBeacons
                    + ", score change " + poloDelta + ", heartbeat window " + heartbeatWindow);
        }
    }

    /** The same policy with another limit of nodes. */
    public KernelPolicy withMaxNodes(long other) {
        return new KernelPolicy(other, unsigned, shortRotation, poloDelta, openPoloSet, beaconToken, maxBeacons,
                heartbeatWindow);
    }

    /** The same policy with another rule for registrations without a signature. */
    public KernelPolicy withUnsigned(UnsignedRegistration other) {
        return new KernelPolicy(maxNodes, other, shortRotation, poloDelta, openPoloSet, beaconToken, maxBeacons,
                heartbeatWindow);
    }

    /** The same policy with short rotations switched. */
    public KernelPolicy withShortRotation(boolean other) {
        return new KernelPolicy(maxNodes, unsigned, other, poloDelta, openPoloSet, beaconToken, maxBeacons,
                heartbeatWindow);
    }

    /** The same policy with open score setting switched. */
    public KernelPolicy withOpenPoloSet(boolean other) {
        return new KernelPolicy(maxNodes, unsigned, shortRotation, poloDelta, other, beaconToken, maxBeacons,
                heartbeatWindow);
    }

    /** The same policy with the token of beacons switched, and another limit of beacons. */
    public KernelPolicy withBeacons(boolean token, int most) {
        return new KernelPolicy(maxNodes, unsigned, shortRotation, poloDelta, openPoloSet, token, most,
                heartbeatWindow);
    }

    /** What a registration without a signature may do. */
    public enum UnsignedRegistration {
        /** Make a node, or refresh the transport of one whose key never proved a registration. */
        ENDPOINTS,
        /** Nothing. */
        REFUSE
    }
}
