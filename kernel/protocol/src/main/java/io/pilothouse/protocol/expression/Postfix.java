package io.pilothouse.protocol.expression;

/** Reads what may stand behind a value: members, elements, slices. */
final class Postfix {
    private final Parser parser;

    Postfix(Parser parser) {
        this.parser = parser;
    }

    Operand after(Operand value) throws ExpressionException {
        Operand result = value;
        while (true) {
            if (parser.current().is(".") || parser.current().is("?.")) {
                boolean optional = parser.next().is("?.");
                result = optional && parser.current().is("[") ? result : member(result);
            } else if (parser.current().is("[")) {
                parser.next();
                result = element(result);
            } else {
                return result;
            }
        }
    }

    private Operand member(Operand whole) throws ExpressionException {
        Token name = parser.name("the name of a member");
        boolean method = parser.current().is("(");
        Type.Kind kind = whole.type().kind();
        boolean fits = switch (kind) {
            case ANY, TIME, SPAN -> true;
            case MAP -> !method;
            default -> false;
        };
        if (!fits) {
            throw new ExpressionException(name.offset(), whole.type() + " has no "
                    + (method ? "method " : "member ") + name.shown() + ", expected a map before the point");
        }
        if (method) {
            parser.next();
            parser.list(")");
        }
        return parser.part(Type.ANY, whole.offset());
    }

    private Operand element(Operand whole) throws ExpressionException {
        int place = parser.current().offset();
        Operand first = parser.current().is(":") ? null : parser.inner();
        if (!parser.current().is(":")) {
            parser.expect("]");
            return parser.part(at(whole, first), whole.offset());
        }
        parser.next();
        Operand last = parser.current().is("]") ? null : parser.inner();
        parser.expect("]");
        boolean sliced = whole.type().may(Type.STRING) || whole.type().may(Type.LIST);
        if (!sliced || !index(first) || !index(last)) {
            throw new ExpressionException(place,
                    "a slice is cut from " + whole.type() + ", expected a string or list and integers");
        }
        return parser.part(whole.type(), whole.offset());
    }

    private static boolean index(Operand index) {
        return index == null || index.type().may(Type.INT);
    }

    private static Type at(Operand whole, Operand key) throws ExpressionException {
        boolean fits = switch (whole.type().kind()) {
            case ANY, MAP -> true;
            case LIST -> key.type().may(Type.INT);
            default -> false;
        };
        if (!fits) {
            throw new ExpressionException(key.offset(), whole.type() + " is indexed by " + key.type()
                    + ", expected a list and an integer, or a map and a key");
        }
        return whole.type().elements();
    }
}
