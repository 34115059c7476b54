package io.pilothouse.kernel.command;

import io.pilothouse.kernel.model.Integration;

/**
 * A question to an identity provider.
 *
 * @param provider whom to ask, as it is configured
 * @param purpose what for
 * @param token what the client showed
 * @param publicKey the key that the identity is for, as the client sent it, or empty
 */
public record Inquiry(Integration provider, Purpose purpose, String token, String publicKey) {
    /** What a token is shown for. */
    public enum Purpose {
        /** A node wants the identity for its own. */
        REGISTRATION,
        /** An operator wants to know whether the token is good by what its issuer has published. */
        VALIDATION
    }

    /** Whether a node may have the identity that a token stands for. */
    public static Inquiry registration(Integration provider, String token, String publicKey) {
        return new Inquiry(provider, Purpose.REGISTRATION, token, publicKey);
    }

    /** Whether a token is good. */
    public static Inquiry validation(Integration provider, String token) {
        return new Inquiry(provider, Purpose.VALIDATION, token, "");
    }

    /** A token belongs into no log. */
    @Override
    public String toString() {
        return "Inquiry[" + provider.place() + "]";
    }
}
