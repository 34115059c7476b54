package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param attributes what else the provider vouches for
     */
    record Verified(Integration by, String externalId, Map<String, List<String>> attributes)
            implements
                IdentityEvidence {
        /** The provider knows the holder and says nothing else. */
        public Verified(Integration by, String externalId) {
            this(by, externalId, Map.of());
        }

        /** The first value of an attribute. */
        public Optional<String> attribute(String name) {
            return attributes.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    /**
     * The provider does not know the holder, or cannot say.
     *
     * @param code which of both
     * @param text why, for the client
     */
    record Denied(Refusal.Code code, String text) implements IdentityEvidence {}
}
