package io.pilothouse.protocol.expression;

/**
 * A number of an expression.
 *
 * @param whole whether it is an integer
 * @param end where it ends
 */
record NumberLiteral(boolean whole, int end) {
    static NumberLiteral read(String text, int start) throws ExpressionException {
        int radix = radix(text, start);
        int digits = radix == 10 ? start : start + 2;
        int end = run(text, digits, radix);
        if (radix != 10) {
            checkFits(text.substring(digits, end), radix, start);
            return new NumberLiteral(true, end);
        }
        boolean whole = true;
        if (at(text, end) == '.' && at(text, end + 1) != '.') {
            whole = false;
            end = run(text, end + 1, 10);
        }
        if (at(text, end) == 'e' || at(text, end) == 'E') {
            whole = false;
            int exponent = at(text, end + 1) == '+' || at(text, end + 1) == '-' ? end + 2 : end + 1;
            end = run(text, exponent, 10);
            if (end == exponent) {
                throw new ExpressionException(start, "wrong number: expected digits behind the e");
            }
        }
        String number = text.substring(start, end).replace("_", "");
        if (whole) {
            checkFits(number, 10, start);
        } else if (Double.isInfinite(Double.parseDouble(number))) {
            throw new ExpressionException(start, "the number is too large");
        }
        return new NumberLiteral(whole, end);
    }

    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static int radix(String text, int start) {
        if (text.charAt(start) != '0') {
            return 10;
        }
        return switch (at(text, start + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    private static int run(String text, int from, int radix) {
        int end = from;
        while (at(text, end) == '_' || at(text, end) < 0x80 && Character.digit(at(text, end), radix) >= 0) {
            end++;
        }
        return end;
    }

    private static void checkFits(String digits, int radix, int start) throws ExpressionException {
        String number = digits.replace("_", "");
        if (number.isEmpty()) {
            throw new ExpressionException(start, "wrong number: expected digits");
        }
        try {
            Long.parseLong(number, radix);
        } catch (NumberFormatException large) {
            throw new ExpressionException(start, "the integer does not fit into 64 bits");
        }
    }
}
