package io.pilothouse.protocol.expression;

import java.util.Map;
import java.util.Set;

/** Precedence and types of operators ({@code commands-enterprise.md} 15.5). */
final class Operators {
    static final int NEGATION = 50;
    static final int SIGN = 90;
    static final Set<String> NEGATABLE = Set.of("in", "contains", "matches", "startsWith", "endsWith");

    private static final int COMPARISON = 20;
    private static final Map<String, Integer> BINARY = Map.ofEntries(Map.entry("|", 0), Map.entry("or", 10),
            Map.entry("||", 10), Map.entry("and", 15), Map.entry("&&", 15), Map.entry("==", COMPARISON),
            Map.entry("!=", COMPARISON), Map.entry("<", COMPARISON), Map.entry(">", COMPARISON),
            Map.entry("<=", COMPARISON), Map.entry(">=", COMPARISON), Map.entry("in", COMPARISON),
            Map.entry("matches", COMPARISON), Map.entry("contains", COMPARISON), Map.entry("startsWith", COMPARISON),
            Map.entry("endsWith", COMPARISON), Map.entry("..", 25), Map.entry("+", 30), Map.entry("-", 30),
            Map.entry("*", 60), Map.entry("/", 60), Map.entry("%", 60), Map.entry("**", 100), Map.entry("^", 100),
            Map.entry("??", 500));

    private Operators() {}

    /** How tightly it binds; -1 for what is no binary operator. */
    static int precedence(Token token) {
        return token.kind() == Token.Kind.OPERATOR ? BINARY.getOrDefault(token.text(), -1) : -1;
    }

    /** The least precedence of an operator inside its right operand. */
    static int onTheRight(Token operator) {
        boolean rightAssociative = operator.is("**") || operator.is("^");
        return precedence(operator) + (rightAssociative ? 0 : 1);
    }

    static boolean orders(Token operator) {
        return operator.is("<") || operator.is(">") || operator.is("<=") || operator.is(">=");
    }

    static Type unary(Token operator, Operand operand) throws ExpressionException {
        if (operator.is("-") || operator.is("+")) {
            if (operand.type().mayNumber()) {
                return operand.type();
            }
            throw new ExpressionException(operator.offset(),
                    operator.text() + " stands before " + operand.type() + ", expected a number");
        }
        if (operand.type().may(Type.BOOL)) {
            return Type.BOOL;
        }
        throw new ExpressionException(operator.offset(),
                operator.text() + " stands before " + operand.type() + ", expected true or false");
    }

    static Type binary(Token operator, Operand left, Operand right) throws ExpressionException {
        Type one = left.type();
        Type other = right.type();
        return switch (operator.text()) {
            case "or", "||", "and", "&&" ->
                result(one.may(Type.BOOL) && other.may(Type.BOOL), Type.BOOL, operator, left, right, "true or false");
            case "==", "!=" -> result(one.comparable(other), Type.BOOL, operator, left, right, "the same type twice");
            case "<", ">", "<=", ">=" -> result(ordered(one, other), Type.BOOL, operator, left, right,
                    "two numbers or two strings");
            case "in" -> in(operator, left, right);
            case "matches" -> matches(operator, left, right);
            case "contains", "startsWith", "endsWith" -> texts(operator, left, right);
            case ".." -> result(one.may(Type.INT) && other.may(Type.INT), Type.listOf(Type.INT), operator, left, right,
                    "two integers");
            case "%" -> result(one.may(Type.INT) && other.may(Type.INT), Type.INT, operator, left, right,
                    "two integers");
            case "/", "**", "^" -> result(one.mayNumber() && other.mayNumber(), Type.FLOAT, operator, left, right,
                    "two numbers");
            case "??" -> one.or(other);
            default -> Arithmetic.of(operator, left, right);
        };
    }

    private static boolean ordered(Type one, Type other) {
        return one.mayNumber() && other.mayNumber() || one.may(Type.STRING) && other.may(Type.STRING)
                || one.may(Type.TIME) && other.may(Type.TIME) || one.may(Type.SPAN) && other.may(Type.SPAN);
    }

    private static Type in(Token operator, Operand left, Operand right) throws ExpressionException {
        Type whole = right.type();
        boolean fits = switch (whole.kind()) {
            case ANY -> true;
            case LIST -> left.type().comparable(whole.element());
            case MAP -> left.type().may(Type.STRING);
            default -> false;
        };
        return result(fits, Type.BOOL, operator, left, right, "a list with elements of the left type, or a map");
    }

    private static Type matches(Token operator, Operand left, Operand right) throws ExpressionException {
        Type type = texts(operator, left, right);
        if (right.text() != null) {
            try {
                RegularExpression.check(right.text());
            } catch (IllegalArgumentException wrong) {
                throw new ExpressionException(right.offset(), "wrong regular expression: " + wrong.getMessage());
            }
        }
        return type;
    }

    private static Type texts(Token operator, Operand left, Operand right) throws ExpressionException {
        if (operator.is("contains") && left.type().kind() == Type.Kind.LIST) {
            throw new ExpressionException(operator.offset(),
                    "contains is for strings, expected for example \"x\" in peer_tags or has_tag(peer_tags, \"x\")");
        }
        return result(left.type().may(Type.STRING) && right.type().may(Type.STRING), Type.BOOL, operator, left, right,
                "two strings");
    }

    static Type result(boolean fits, Type type, Token operator, Operand left, Operand right, String expected)
            throws ExpressionException {
        if (fits) {
            return type;
        }
        throw new ExpressionException(operator.offset(), operator.text() + " stands between " + left.type() + " and "
                + right.type() + ", expected " + expected);
    }
}
