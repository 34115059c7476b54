package io.pilothouse.protocol;

import java.util.Locale;
import java.util.Optional;

/** What a member may do in a network, whoever may most first ({@code commands-enterprise.md} 1.9). */
public enum Role {
    OWNER, ADMIN, MEMBER;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The role with this wire text. */
    public static Optional<Role> parse(String text) {
        return switch (text) {
            case "owner" -> Optional.of(OWNER);
            case "admin" -> Optional.of(ADMIN);
            case "member" -> Optional.of(MEMBER);
            default -> Optional.empty();
        };
    }

    /** The wire text, lower case. */
    @Override
    public String toString() {
        return wire;
    }
}
