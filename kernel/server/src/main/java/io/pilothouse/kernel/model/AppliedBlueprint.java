package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;

/**
 * The blueprint that was last applied to a network, to see later what has drifted from it.
 *
 * @param network the network
 * @param document its canonical text, sealed because blueprints hold secrets
 * @param fingerprint SHA-256 of its canonical text without secrets, in hexadecimal
 * @param applied when it last changed something or was first applied, milliseconds since 1970 UTC
 */
public record AppliedBlueprint(NetworkId network, SealedSecret document, String fingerprint, long applied) {
    public AppliedBlueprint {
        fingerprint = fingerprint == null ? "" : fingerprint;
    }

    /** For what the document of a network is sealed. */
    public static String purpose(NetworkId network) {
        return "network:" + network + ":blueprint";
    }
}
