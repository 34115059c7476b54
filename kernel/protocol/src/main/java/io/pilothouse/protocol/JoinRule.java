package io.pilothouse.protocol;

import java.util.Locale;
import java.util.Optional;

/** How nodes get into a network ({@code commands-core.md} 1.6). */
public enum JoinRule {
    /** Everybody may join. */
    OPEN,
    /** Whoever knows the network's token may join. */
    TOKEN,
    /** Only invited nodes may join. */
    INVITE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The rule with this wire text; {@code invite_only} is an alias of {@code invite} ({@code blueprint.md}). */
    public static Optional<JoinRule> parse(String text) {
        return switch (text) {
            case "open" -> Optional.of(OPEN);
            case "token" -> Optional.of(TOKEN);
            case "invite", "invite_only" -> Optional.of(INVITE);
            default -> Optional.empty();
        };
    }

    /** The wire text, lower case. */
    @Override
    public String toString() {
        return wire;
    }
}
