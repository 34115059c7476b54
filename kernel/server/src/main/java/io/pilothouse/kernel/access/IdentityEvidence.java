package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;

/** What an identity provider said of the token that came with a command. */
public sealed interface IdentityEvidence {
    /** Nobody was asked. */
    IdentityEvidence NONE = new NotAsked();

    /** Nobody was asked. */
    record NotAsked() implements IdentityEvidence {}

    /**
     * The provider knows the holder.
     *
     * @param by how the provider was configured when it was asked
     * @param externalId who it is
     */
    record Verified(Integration by, String externalId) implements IdentityEvidence {}

    /**
     * The provider does not know the holder, or cannot say.
     *
     * @param code which of both
     * @param text why, for the client
     */
    record Denied(Refusal.Code code, String text) implements IdentityEvidence {}
}
