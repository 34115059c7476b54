package io.pilothouse.protocol.expression;

/** An expression that daemons cannot compile; the text tells where, what was wrong and what would be right. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** An expression may hold very long words; an error shows their beginning. */
    private static final int LONGEST = 400;

    private final int offset;

    ExpressionException(int offset, String message) {
        super(message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message);
        this.offset = offset;
    }

    /** Where it is wrong, in UTF-16 units from the start. */
    public int offset() {
        return offset;
    }

    /** The same with the place in front, counted in characters from 1: {@code column 9: …}. */
    ExpressionException placedIn(String text) {
        int end = Math.min(offset, text.length());
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        long line = text.substring(0, lineStart).chars().filter(symbol -> symbol == '\n').count() + 1;
        int column = text.codePointCount(Math.min(lineStart, end), end) + 1;
        String place = line > 1 ? "line " + line + ", column " + column : "column " + column;
        return new ExpressionException(offset, place + ": " + getMessage());
    }
}
