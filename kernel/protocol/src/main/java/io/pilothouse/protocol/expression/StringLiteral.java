package io.pilothouse.protocol.expression;

/**
 * A string of an expression.
 *
 * @param value without quotes and escapes
 * @param end where it ends
 */
record StringLiteral(String value, int end) {
    static StringLiteral read(String text, int start) throws ExpressionException {
        return text.charAt(start) == '`' ? raw(text, start) : new Reader(text, start).read();
    }

    /** Between back quotes nothing is escaped but the back quote, by a second one. */
    private static StringLiteral raw(String text, int start) throws ExpressionException {
        StringBuilder value = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '`') {
                if (at + 1 == text.length() || text.charAt(at + 1) != '`') {
                    return new StringLiteral(value.toString(), at + 1);
                }
                at++;
            }
            value.append(text.charAt(at));
        }
        throw new ExpressionException(start, "the string has no end, expected `");
    }

    private static final class Reader {
        private final String text;
        private final int start;
        private final StringBuilder value = new StringBuilder();
        private int at;

        Reader(String text, int start) {
            this.text = text;
            this.start = start;
            this.at = start + 1;
        }

        StringLiteral read() throws ExpressionException {
            char quote = text.charAt(start);
            while (at < text.length() && text.charAt(at) != '\n') {
                char symbol = text.charAt(at++);
                if (symbol == quote) {
                    return new StringLiteral(value.toString(), at);
                }
                if (symbol == '\\') {
                    escape();
                } else {
                    value.append(symbol);
                }
            }
            throw new ExpressionException(start, "the string has no end, expected " + quote);
        }

        private void escape() throws ExpressionException {
            int escape = at - 1;
            char symbol = at < text.length() ? text.charAt(at++) : '\0';
            switch (symbol) {
                case '"', '\'', '\\', '`' -> value.append(symbol);
                case 'a' -> value.append('\u0007');
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'v' -> value.append('\u000B');
                case 'x' -> point(escape, 2, 16);
                case 'u' -> point(escape, 4, 16);
                case 'U' -> point(escape, 8, 16);
                case '0', '1', '2', '3' -> {
                    at--;
                    point(escape, 3, 8);
                }
                default -> throw new ExpressionException(escape, "unknown escape in a string, expected one of "
                        + "\\\\ \\\" \\' \\` \\a \\b \\f \\n \\r \\t \\v \\x41 \\u0041 \\U00000041 \\101");
            }
        }

        private void point(int escape, int digits, int radix) throws ExpressionException {
            boolean braces = radix == 16 && digits == 4 && at < text.length() && text.charAt(at) == '{';
            int first = braces ? at + 1 : at;
            int last = braces ? text.indexOf('}', first) : at + digits;
            int length = last - first;
            int point = 0;
            boolean fine = last <= text.length() && length >= 1 && length <= 8;
            for (int i = first; fine && i < last; i++) {
                int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
                point = point * radix + digit;
                fine = digit >= 0 && Character.isValidCodePoint(point);
            }
            if (!fine || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new ExpressionException(escape,
                        "wrong escape in a string, expected " + digits + " digits of a character");
            }
            value.appendCodePoint(point);
            at = braces ? last + 1 : last;
        }
    }
}
