package io.pilothouse.protocol.blueprint;

import java.util.Locale;
import java.util.Optional;

/** Whom a document's identity provider, webhooks and exports serve ({@code blueprint.md} 10.6). */
public enum Scope {
    /** The whole registry: they replace what another document set. The default, as real clients expect it. */
    REGISTRY,
    /** This network only. */
    NETWORK;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The scope with this text. */
    public static Optional<Scope> parse(String text) {
        return switch (text) {
            case "registry" -> Optional.of(REGISTRY);
            case "network" -> Optional.of(NETWORK);
            default -> Optional.empty();
        };
    }

    /** The text in documents, lower case. */
    @Override
    public String toString() {
        return wire;
    }
}
