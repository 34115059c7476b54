package io.pilothouse.protocol;

/**
 * A tag of a node or a member ({@code commands-core.md} 1.3).
 *
 * @param text 1–32 characters of a–z, 0–9 and hyphen, with a letter or digit at both ends
 */
public record Tag(String text) {
    /** Longest tag, in bytes. */
    public static final int LONGEST = 32;

    /** Most tags that a node has of its own, and most that a member is given in one network. */
    public static final int MOST = 10;

    /**
     * Throws {@link IllegalArgumentException}. The commands that set tags have texts of their own, different from each
     * other; they ask {@link #valid} and {@link #tooLong} first.
     */
    public Tag {
        if (!valid(text)) {
            throw new IllegalArgumentException("tag " + Quoted.text(text)
                    + " must be 1-32 lowercase alphanumeric characters with hyphens, start/end with alphanumeric");
        }
    }

    /** Whether the text is a tag. */
    public static boolean valid(String text) {
        return Label.valid(text, LONGEST);
    }

    /** Whether the text has more bytes than a tag may. */
    public static boolean tooLong(String text) {
        return Label.utf8Length(text) > LONGEST;
    }

    @Override
    public String toString() {
        return text;
    }
}
