package io.pilothouse.protocol.expression;

/**
 * A part of an expression, reduced to what the check of its surroundings needs.
 *
 * @param type what it gives
 * @param text the value, if the part is a string literal; otherwise {@code null}
 * @param offset where it begins
 */
record Operand(Type type, String text, int offset) {
    static Operand of(Type type, int offset) {
        return new Operand(type, null, offset);
    }
}
