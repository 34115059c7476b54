package io.pilothouse.spi;

import java.util.Objects;

/**
 * What somebody shows to prove who they are.
 *
 * @param token as the client sent it, never empty: a word for a webhook, a compact JWT, an assertion in base64 …; the provider
 *     knows its form
 * @param publicKey the node's Ed25519 key in base64 that the identity is for, as the client sent it and not checked, so that a
 *     provider can demand a token made for this key; empty when a token is looked at without a node
 */
public record Credential(String token, String publicKey) {
    public Credential {
        Objects.requireNonNull(publicKey, "publicKey");
        if (token.isEmpty()) {
            throw new IllegalArgumentException("a credential needs a token");
        }
    }

    /** A token belongs into no log. */
    @Override
    public String toString() {
        return "Credential[for " + publicKey + "]";
    }
}
