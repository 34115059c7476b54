package io.pilothouse.protocol.expression;

import java.util.ArrayList;
import java.util.List;

/** Reads the arguments of a function. */
final class Calls {
    private final Parser parser;
    private final Scope scope;

    Calls(Parser parser, Scope scope) {
        this.parser = parser;
        this.scope = scope;
    }

    /**
     * Reads a call from its opening parenthesis on.
     *
     * @param piped the first argument, if it stood before {@code |}; otherwise {@code null}
     */
    Operand call(Token name, Operand piped) throws ExpressionException {
        parser.expect("(");
        int offset = piped == null ? name.offset() : piped.offset();
        if (Predicates.NAMES.contains(name.text())) {
            return parser.part(predicate(name, piped), offset);
        }
        List<Operand> arguments = new ArrayList<>();
        if (piped != null) {
            arguments.add(piped);
        }
        arguments.addAll(parser.list(")"));
        return parser.part(Functions.call(name, arguments), offset);
    }

    private Type predicate(Token name, Operand piped) throws ExpressionException {
        if (piped == null && parser.current().is(")")) {
            throw parser.unexpected("a list as argument 1 of " + name.text());
        }
        Operand list = piped == null ? parser.inner() : piped;
        Predicates.checkList(name, list);
        Operand body = null;
        boolean more = piped == null ? comma() : !parser.current().is(")");
        if (more) {
            body = body(name, list);
            if (comma()) {
                third(name);
            }
        } else if (!Predicates.aloneIsEnough(name.text())) {
            throw parser.unexpected("a predicate as argument 2 of " + name.text());
        }
        parser.expect(")");
        return Predicates.call(name, list, body);
    }

    /** Whether another argument follows a comma; a last comma is fine. */
    private boolean comma() throws ExpressionException {
        if (!parser.current().is(",")) {
            return false;
        }
        parser.next();
        return !parser.current().is(")");
    }

    private Operand body(Token name, Operand list) throws ExpressionException {
        boolean braces = parser.current().is("{");
        if (braces) {
            parser.next();
        }
        scope.enter(list.type().elements(), name.text().equals("reduce"));
        Operand body = parser.inner();
        scope.leave();
        if (braces) {
            parser.expect("}");
        }
        return body;
    }

    private void third(Token name) throws ExpressionException {
        if (!Predicates.takesThird(name.text())) {
            throw parser.unexpected("\")\"");
        }
        Operand last = parser.inner();
        if (name.text().equals("sortBy") && !last.type().may(Type.STRING)) {
            throw new ExpressionException(last.offset(), "the order of sortBy is " + last.type()
                    + ", expected \"asc\" or \"desc\"");
        }
        comma();
    }
}
