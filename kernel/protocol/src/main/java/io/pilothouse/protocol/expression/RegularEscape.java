package io.pilothouse.protocol.expression;

import io.pilothouse.protocol.Quoted;
import java.util.regex.Pattern;

/** The escapes of regular expressions. */
final class RegularEscape {
    private static final String OUTSIDE = "AbBz";
    private static final String SETS = "dDsSwW";
    private static final String CONTROLS = "afnrtv";
    private static final Pattern CATEGORIES = Pattern
            .compile("Any|C|Cc|Cf|Co|Cs|L|Ll|Lm|Lo|Lt|Lu|M|Mc|Me|Mn|N|Nd|Nl|No|P|Pc|Pd|Pe|Pf|Pi|Po|Ps|S|Sc|Sk|Sm|So|Z"
                    + "|Zl|Zp|Zs");

    private RegularEscape() {}

    /** Where the escape that begins here ends, outside of a class. */
    static int end(String text, int start) {
        char symbol = start + 1 < text.length() ? text.charAt(start + 1) : '\0';
        if (symbol == 'Q') {
            int end = text.indexOf("\\E", start);
            return end < 0 ? text.length() : end + 2;
        }
        return OUTSIDE.indexOf(symbol) >= 0 ? start + 2 : inClass(text, start);
    }

    /** Whether it stands for many characters, which cannot be an end of a range. */
    static boolean many(String text, int start) {
        char symbol = start + 1 < text.length() ? text.charAt(start + 1) : '\0';
        return symbol != '\0' && (SETS.indexOf(symbol) >= 0 || symbol == 'p' || symbol == 'P');
    }

    /** Where the escape that begins here ends, in a class or outside. */
    static int inClass(String text, int start) {
        if (start + 1 == text.length()) {
            throw new IllegalArgumentException("it ends with a backslash, expected \\\\ for a backslash");
        }
        char symbol = text.charAt(start + 1);
        if (SETS.indexOf(symbol) >= 0 || CONTROLS.indexOf(symbol) >= 0) {
            return start + 2;
        }
        if (symbol >= '0' && symbol <= '9') {
            return octal(text, start);
        }
        if (symbol == 'x') {
            return hexadecimal(text, start);
        }
        if (symbol == 'p' || symbol == 'P') {
            return property(text, start);
        }
        if (symbol < 0x80 && !Character.isLetter(symbol)) {
            return start + 2;
        }
        throw wrong(text, start, start + 2, "an escape that RE2 knows; \\\\ is a backslash");
    }

    private static int octal(String text, int start) {
        int end = start + 1;
        while (end < Math.min(text.length(), start + 4) && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            end++;
        }
        if (end == start + 1 || end == start + 2 && text.charAt(start + 1) != '0') {
            throw new IllegalArgumentException("back reference " + Quoted.text(text.substring(start, start + 2))
                    + " is not available, expected an expression that matches in linear time");
        }
        return end;
    }

    private static int hexadecimal(String text, int start) {
        boolean braces = text.startsWith("{", start + 2);
        int first = braces ? start + 3 : start + 2;
        int last = braces ? text.indexOf('}', first) : first + 2;
        boolean fits = last <= text.length() && last > first && text.substring(first, last).matches("[0-9A-Fa-f]{1,8}")
                && Long.parseLong(text.substring(first, last), 16) <= Character.MAX_CODE_POINT;
        if (!fits) {
            throw wrong(text, start, start + 2, "\\x41 or \\x{10FFFF}");
        }
        return braces ? last + 1 : last;
    }

    private static int property(String text, int start) {
        boolean braces = text.startsWith("{", start + 2);
        int first = braces ? start + 3 : start + 2;
        int last = braces ? text.indexOf('}', first) : first + 1;
        String name = last > text.length() || last < first ? "" : text.substring(first, last);
        if (braces && name.startsWith("^")) {
            name = name.substring(1);
        }
        if (!CATEGORIES.matcher(name).matches() && !script(name)) {
            throw wrong(text, start, Math.max(last, start + 2),
                    "a category or script of Unicode, such as \\pL or \\p{Greek}");
        }
        return braces ? last + 1 : last;
    }

    private static boolean script(String name) {
        try {
            return name.length() > 2 && Character.isUpperCase(name.charAt(0))
                    && Character.UnicodeScript.forName(name) != null;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(String text, int start, int end, String expected) {
        return new IllegalArgumentException("unknown escape "
                + Quoted.text(text.substring(start, Math.min(end, text.length()))) + ", expected " + expected);
    }
}
