package io.pilothouse.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an identity provider says of a credential. */
public sealed interface Verdict {
    /**
     * The holder is known.
     *
     * @param externalId who it is, as directories and blueprints name them; never empty
     * @param attributes what else the provider vouches for, by the provider's names, for example {@code issuer}, {@code email} or
     *     {@code groups}
     */
    record Verified(String externalId, Map<String, List<String>> attributes) implements Verdict {
        public Verified {
            if (externalId.isEmpty()) {
                throw new IllegalArgumentException("nobody is verified without an external id");
            }
            attributes = copy(attributes);
        }

        /** The holder is known, and nothing else is said. */
        public Verified(String externalId) {
            this(externalId, Map.of());
        }

        /** Copies the lists too, each text by itself: whoever reads a verdict must not come upon a collection of the provider's. */
        private static Map<String, List<String>> copy(Map<String, List<String>> attributes) {
            Map<String, List<String>> copy = new HashMap<>();
            attributes.forEach((name, values) -> {
                List<String> texts = new ArrayList<>();
                for (String text : values) {
                    texts.add(text);
                }
                copy.put(name, List.copyOf(texts));
            });
            return Map.copyOf(copy);
        }
    }

    /**
     * The provider has looked at the credential and does not accept it.
     *
     * @param text why, as the client is told, for example {@code token expired at 1790000000}
     */
    record Rejected(String text) implements Verdict {
        public Rejected {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The credential is none that the provider could look at: its form, its algorithm or the key that it names is not one of
     * those that are taken. Nobody gets in with it, and as everybody can send such, it counts as no failure of the provider.
     *
     * @param text why, as the client is told, for example {@code invalid token: invalid JWT: expected 3 parts, got 1}
     */
    record Malformed(String text) implements Verdict {
        public Malformed {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The provider cannot say at the moment.
     *
     * @param text why, as the client is told; nothing secret
     */
    record Unavailable(String text) implements Verdict {
        public Unavailable {
            Objects.requireNonNull(text, "text");
        }
    }
}
