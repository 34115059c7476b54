package io.pilothouse.protocol.expression;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text its letters; of a string, its value
 * @param offset where it begins
 */
record Token(Kind kind, String text, int offset) {
    /** Kinds of words. */
    enum Kind {
        NAME, INT, FLOAT, STRING, OPERATOR, BRACKET, END
    }

    /** Whether it is this operator or bracket. */
    boolean is(String symbol) {
        return (kind == Kind.OPERATOR || kind == Kind.BRACKET) && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.NAME;
    }

    /** For errors. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "a string";
            default -> "\"" + text + "\"";
        };
    }
}
