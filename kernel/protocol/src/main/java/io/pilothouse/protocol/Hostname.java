package io.pilothouse.protocol;

import java.util.Optional;
import java.util.Set;

/**
 * A node's name, unique in a registry ({@code commands-core.md} 1.3).
 *
 * @param text 1–63 characters of a–z, 0–9 and hyphen, with a letter or digit at both ends, not reserved
 */
public record Hostname(String text) {
    private static final Set<String> RESERVED = Set.of("localhost", "backbone", "broadcast");

    /** Throws {@link IllegalArgumentException} with the text of {@code commands-core.md} 1.3. */
    public Hostname {
        if (Label.utf8Length(text) > 63) {
            throw new IllegalArgumentException("hostname too long (max 63 chars)");
        }
        if (!Label.valid(text, 63)) {
            throw new IllegalArgumentException(
                    "hostname must be lowercase alphanumeric with hyphens, start/end with alphanumeric");
        }
        if (RESERVED.contains(text)) {
            throw new IllegalArgumentException("hostname " + Quoted.text(text) + " is reserved");
        }
    }

    /** The name with this text, if it is one. */
    public static Optional<Hostname> parse(String text) {
        try {
            return Optional.of(new Hostname(text));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
