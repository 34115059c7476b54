package io.pilothouse.protocol.expression;

import java.util.Set;

/** The functions whose second argument is evaluated for every element of a list. */
final class Predicates {
    static final Set<String> NAMES = Set.of("all", "none", "any", "one", "filter", "map", "count", "sum", "find",
            "findIndex", "findLast", "findLastIndex", "groupBy", "sortBy", "reduce");
    private static final Set<String> CONDITIONS = Set.of("all", "none", "any", "one", "filter", "count", "find",
            "findIndex", "findLast", "findLastIndex");

    private Predicates() {}

    /** Whether the second argument may be left out. */
    static boolean aloneIsEnough(String name) {
        return name.equals("count") || name.equals("sum");
    }

    /** Whether there may be a third argument, an ordinary one. */
    static boolean takesThird(String name) {
        return name.equals("sortBy") || name.equals("reduce");
    }

    static void checkList(Token name, Operand list) throws ExpressionException {
        if (!list.type().may(Type.LIST)) {
            throw new ExpressionException(list.offset(),
                    "argument 1 of " + name.text() + " is " + list.type() + ", expected a list");
        }
    }

    /**
     * The type of a call.
     *
     * @param body the second argument, or {@code null} when it is left out
     */
    static Type call(Token name, Operand list, Operand body) throws ExpressionException {
        Type type = body == null ? list.type().elements() : body.type();
        boolean condition = CONDITIONS.contains(name.text());
        if (condition && !type.may(Type.BOOL)) {
            throw new ExpressionException((body == null ? list : body).offset(),
                    "the predicate of " + name.text() + " gives " + type + ", expected true or false");
        }
        return switch (name.text()) {
            case "all", "none", "any", "one" -> Type.BOOL;
            case "filter" -> Type.listOf(list.type().elements());
            case "map" -> Type.listOf(type);
            case "count", "findIndex", "findLastIndex" -> Type.INT;
            case "find", "findLast" -> list.type().elements();
            case "groupBy" -> Type.MAP;
            case "sortBy" -> Type.listOf(list.type().elements());
            case "sum" -> sum(list, body, type);
            default -> Type.ANY;
        };
    }

    private static Type sum(Operand list, Operand body, Type type) throws ExpressionException {
        if (!type.mayNumber()) {
            throw new ExpressionException((body == null ? list : body).offset(),
                    "sum adds " + type + ", expected numbers");
        }
        return type;
    }
}
