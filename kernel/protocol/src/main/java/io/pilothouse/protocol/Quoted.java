package io.pilothouse.protocol;

/** Quotes client data in error texts: double quotes, backslash escapes ({@code commands-core.md} 0.1). */
public final class Quoted {
    private Quoted() {}

    /** The text in double quotes; quotes, backslashes and unprintable characters are escaped. */
    public static String text(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 0x07 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case 0x0B -> quoted.append("\\v");
            default -> {
                if (point < ' ' || point == 0x7F) {
                    quoted.append(String.format("\\x%02x", point));
                } else if (Character.isISOControl(point) || !Character.isDefined(point)
                        || (point != ' ' && Character.isSpaceChar(point))) {
                    quoted.append(String.format(point > 0xFFFF ? "\\U%08x" : "\\u%04x", point));
                } else {
                    quoted.appendCodePoint(point);
                }
            }
        }
    }
}
