package io.pilothouse.protocol.command;

import io.pilothouse.protocol.WireBase64;
import java.util.Optional;

/**
 * What a client sends to prove that it may.
 *
 * @param signature the field {@code signature}, base64; empty when absent
 * @param adminToken the field {@code admin_token}; empty when absent
 * @param seal the sealed signature over the whole command, if there is one
 */
public record Proof(String signature, String adminToken, Optional<Seal> seal) {
    /** No proof at all. */
    public static final Proof NONE = new Proof("", "", Optional.empty());

    /** Proof by a raw signature, as native binary frames carry it. */
    public static Proof signature(byte[] raw) {
        return new Proof(WireBase64.encode(raw), "", Optional.empty());
    }

    /** Proof by an admin token. */
    public static Proof adminToken(String token) {
        return new Proof("", token, Optional.empty());
    }

    @Override
    public String toString() {
        return "Proof[signature=" + !signature.isEmpty() + ", adminToken=" + !adminToken.isEmpty() + ", seal="
                + seal.isPresent() + "]";
    }
}
