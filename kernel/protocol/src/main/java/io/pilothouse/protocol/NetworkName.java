package io.pilothouse.protocol;

/**
 * A network's name, unique among live networks ({@code commands-core.md} 1.3).
 *
 * @param text 1–63 characters of a–z, 0–9 and hyphen, with a letter or digit at both ends; not {@code backbone}, except
 *     in {@link #BACKBONE}
 */
public record NetworkName(String text) {
    /** The name of network 0. */
    public static final NetworkName BACKBONE = new NetworkName("backbone");

    /** Throws {@link IllegalArgumentException} with the text of {@code commands-core.md} 1.3. */
    public NetworkName {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("network name required");
        }
        if (Label.utf8Length(text) > 63) {
            throw new IllegalArgumentException("network name too long (max 63 chars)");
        }
        if (!Label.valid(text, 63)) {
            throw new IllegalArgumentException(
                    "network name must be lowercase alphanumeric with hyphens, start/end with alphanumeric");
        }
    }

    /** A name that a network other than the backbone may have. */
    public static NetworkName forNetwork(String text) {
        NetworkName name = new NetworkName(text);
        if (name.equals(BACKBONE)) {
            throw new IllegalArgumentException("network name " + Quoted.text(text) + " is reserved");
        }
        return name;
    }

    @Override
    public String toString() {
        return text;
    }
}
