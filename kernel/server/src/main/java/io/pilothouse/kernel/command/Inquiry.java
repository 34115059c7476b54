package io.pilothouse.kernel.command;

import io.pilothouse.kernel.model.Integration;

/**
 * A question to an identity provider.
 *
 * @param provider whom to ask, as it is configured
 * @param token what the client showed
 * @param publicKey the key that the identity is for, as the client sent it, or empty
 */
public record Inquiry(Integration provider, String token, String publicKey) {
    /** A token belongs into no log. */
    @Override
    public String toString() {
        return "Inquiry[" + provider.place() + "]";
    }
}
