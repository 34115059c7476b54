package io.pilothouse.protocol.expression;

import java.util.Set;

/**
 * An expression that compiles.
 *
 * @param text as it was written
 * @param names the variables that it reads
 */
public record Expression(String text, Set<String> names) {
    /** Most UTF-16 units of one expression. */
    public static final int LONGEST = 65_536;

    public Expression {
        names = Set.copyOf(names);
    }

    /**
     * Compiles a condition: its value must be true or false, or of a type that only a run can tell.
     *
     * @throws ExpressionException with the first thing that is wrong and its place
     */
    public static Expression condition(String text, Variables variables) throws ExpressionException {
        try {
            if (text.length() > LONGEST) {
                throw new ExpressionException(0,
                        "the expression is too long (" + text.length() + " characters, at most " + LONGEST + ")");
            }
            Scope scope = new Scope(variables);
            Operand result = new Parser(new Lexer(text).tokens(), scope).whole();
            if (!result.type().may(Type.BOOL)) {
                throw new ExpressionException(result.offset(),
                        "the expression gives " + result.type() + ", expected true or false");
            }
            return new Expression(text, scope.read());
        } catch (ExpressionException wrong) {
            throw wrong.placedIn(text);
        }
    }
}
