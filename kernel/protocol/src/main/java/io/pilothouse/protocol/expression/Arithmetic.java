package io.pilothouse.protocol.expression;

/** The types of {@code +}, {@code -} and {@code *}; times and spans of time take part. */
final class Arithmetic {
    private Arithmetic() {}

    static Type of(Token operator, Operand left, Operand right) throws ExpressionException {
        Type one = left.type();
        Type other = right.type();
        if (one.unknown() && other.unknown()) {
            return Type.ANY;
        }
        if (one.mayNumber() && other.mayNumber()) {
            return number(one, other);
        }
        boolean fits = switch (operator.text()) {
            case "+" -> both(one, other, Type.STRING) || both(one, other, Type.SPAN) || time(one, other)
                    || time(other, one);
            case "-" -> both(one, other, Type.TIME) || both(one, other, Type.SPAN) || time(one, other);
            default -> one.mayNumber() && other.may(Type.SPAN) || one.may(Type.SPAN) && other.mayNumber();
        };
        String expected = operator.is("+") ? "two numbers or two strings" : "two numbers";
        return Operators.result(fits, sum(operator, one, other), operator, left, right, expected);
    }

    private static Type number(Type one, Type other) {
        if (one.unknown() || other.unknown()) {
            return Type.ANY;
        }
        return one.equals(Type.INT) && other.equals(Type.INT) ? Type.INT : Type.FLOAT;
    }

    private static boolean both(Type one, Type other, Type wanted) {
        return one.may(wanted) && other.may(wanted);
    }

    private static boolean time(Type time, Type span) {
        return time.may(Type.TIME) && span.may(Type.SPAN);
    }

    private static Type sum(Token operator, Type one, Type other) {
        if (one.unknown() || other.unknown()) {
            return Type.ANY;
        }
        if (one.equals(Type.STRING)) {
            return Type.STRING;
        }
        boolean instants = one.equals(Type.TIME) && other.equals(Type.TIME);
        boolean moved = one.equals(Type.TIME) || other.equals(Type.TIME);
        return moved && !(instants && operator.is("-")) ? Type.TIME : Type.SPAN;
    }
}
