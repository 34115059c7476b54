package io.pilothouse.protocol;

import java.nio.charset.StandardCharsets;

/** The one pattern that host names, network names and tags share. */
public final class Label {
    private Label() {}

    /** Whether the text is 1 … {@code longest} of a–z, 0–9 and hyphen, with a letter or digit at both ends. */
    public static boolean valid(String text, int longest) {
        int length = text.length();
        if (length < 1 || length > longest || text.charAt(0) == '-' || text.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char symbol = text.charAt(i);
            boolean fine = (symbol >= 'a' && symbol <= 'z') || (symbol >= '0' && symbol <= '9') || symbol == '-';
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    /** Length in bytes of UTF-8, the unit of all limits of the protocol. */
    public static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
