package io.pilothouse.protocol.expression;

import io.pilothouse.protocol.Quoted;
import java.util.Set;

/** A class of characters in a regular expression, as {@code [a-z0-9_]}. */
final class RegularClass {
    private static final Set<String> NAMED = Set.of("alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph",
            "lower", "print", "punct", "space", "upper", "word", "xdigit");

    private final String text;
    private int at;

    RegularClass(String text, int start) {
        this.text = text;
        at = text.startsWith("^", start + 1) ? start + 2 : start + 1;
    }

    /** Where it ends. */
    int end() {
        // A closing bracket is a letter when it is the first.
        for (boolean first = true; first || !text.startsWith("]", at); first = false) {
            if (at >= text.length()) {
                throw new IllegalArgumentException("a class of characters has no end, expected ]");
            }
            if (!named()) {
                range();
            }
        }
        return at + 1;
    }

    private boolean named() {
        int end = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
        if (end < 0) {
            return false;
        }
        String name = text.substring(at + 2, end);
        if (!NAMED.contains(name.startsWith("^") ? name.substring(1) : name)) {
            throw new IllegalArgumentException("unknown class " + Quoted.text("[:" + name + ":]")
                    + ", expected for example [:alpha:]");
        }
        at = end + 2;
        return true;
    }

    private void range() {
        if (text.startsWith("\\", at) && RegularEscape.many(text, at)) {
            at = RegularEscape.inClass(text, at);
            return;
        }
        int start = at;
        int low = symbol();
        if (!text.startsWith("-", at) || text.startsWith("-]", at) || at + 1 >= text.length()) {
            return;
        }
        at++;
        boolean many = text.startsWith("\\", at) && RegularEscape.many(text, at);
        int high = many ? -1 : symbol();
        if (high < low) {
            throw new IllegalArgumentException("wrong range "
                    + Quoted.text(text.substring(start, Math.min(at + 1, text.length())))
                    + " in a class of characters, expected the smaller character first");
        }
    }

    private int symbol() {
        int start = at;
        if (text.charAt(at) != '\\') {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            return point;
        }
        at = RegularEscape.inClass(text, at);
        return value(text.substring(start + 1, at));
    }

    /** What an escape stands for. */
    private static int value(String escape) {
        char first = escape.charAt(0);
        return switch (first) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'x' -> Integer.parseInt(escape.replaceAll("[x{}]", ""), 16);
            default -> first >= '0' && first <= '7' ? Integer.parseInt(escape, 8) : first;
        };
    }
}
