package io.pilothouse.protocol.expression;

import java.util.ArrayList;
import java.util.List;

/** The grammar ({@code commands-enterprise.md} 15.5). Types are told while it reads, so nothing is kept of what was read. */
final class Parser {
    /** Most parts of an expression, as daemons have it. */
    static final int MOST_PARTS = 10_000;

    /** Deepest nesting, so that a hostile expression needs no deep stack here or in daemons. */
    static final int DEEPEST = 200;

    private final List<Token> tokens;
    private final Scope scope;
    private int at;
    private int parts;
    private int depth;

    Parser(List<Token> tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
    }

    Operand whole() throws ExpressionException {
        if (current().kind() == Token.Kind.END) {
            throw new ExpressionException(0, "the expression is empty, expected a condition such as port == 80");
        }
        Operand result = expression(0);
        if (current().kind() != Token.Kind.END) {
            throw unexpected("an operator or the end");
        }
        return result;
    }

    private Operand expression(int least) throws ExpressionException {
        if (++depth > DEEPEST) {
            throw new ExpressionException(current().offset(), "nested too deeply (at most " + DEEPEST + " levels)");
        }
        Operand result;
        if (least == 0 && current().is("let")) {
            result = let();
        } else if (least == 0 && current().is("if")) {
            result = ifElse();
        } else {
            result = operations(least);
            while (least == 0 && current().is("?")) {
                result = ternary(result);
            }
        }
        depth--;
        return result;
    }

    private Operand operations(int least) throws ExpressionException {
        Operand left = primary();
        boolean coalesced = false;
        while (true) {
            Token operator = current();
            boolean negated = operator.is("not");
            if (negated) {
                operator = tokens.get(at + 1);
                if (!Operators.NEGATABLE.contains(operator.text()) || Operators.precedence(operator) < 0) {
                    throw unexpected("an operator; not stands before in, contains, matches, startsWith or endsWith");
                }
            }
            if (Operators.precedence(operator) < least) {
                return left;
            }
            if (coalesced && !operator.is("??")) {
                throw new ExpressionException(operator.offset(), operator.text()
                        + " stands beside ??, expected parentheses around one of them");
            }
            at += negated ? 2 : 1;
            left = operation(operator, left);
            coalesced = operator.is("??");
        }
    }

    private Operand operation(Token operator, Operand left) throws ExpressionException {
        if (operator.is("|")) {
            return new Calls(this, scope).call(name("the name of a function"), left);
        }
        Operand right = expression(Operators.onTheRight(operator));
        Operand result = part(Operators.binary(operator, left, right), left.offset());
        // 1 < port < 1024 means 1 < port and port < 1024.
        while (Operators.orders(operator) && Operators.orders(current())) {
            operator = next();
            Operand third = expression(Operators.onTheRight(operator));
            result = part(Operators.binary(operator, right, third), left.offset());
            right = third;
        }
        return result;
    }

    private Operand let() throws ExpressionException {
        int start = next().offset();
        int declared = scope.declared();
        Token name = name("a name");
        expect("=");
        Operand value = expression(0);
        expect(";");
        scope.declare(name, value.type());
        Operand body = expression(0);
        scope.forget(declared);
        return part(body.type(), start);
    }

    private Operand ifElse() throws ExpressionException {
        int start = next().offset();
        condition(expression(0));
        Operand one = block();
        expect("else");
        Operand other = current().is("if") ? expression(0) : block();
        return part(one.type().or(other.type()), start);
    }

    private Operand block() throws ExpressionException {
        expect("{");
        Operand body = expression(0);
        expect("}");
        return body;
    }

    private Operand ternary(Operand condition) throws ExpressionException {
        next();
        if (current().is(":")) {
            next();
            return part(condition.type().or(expression(0).type()), condition.offset());
        }
        condition(condition);
        Operand one = expression(0);
        expect(":");
        Operand other = expression(0);
        return part(one.type().or(other.type()), condition.offset());
    }

    private static void condition(Operand operand) throws ExpressionException {
        if (!operand.type().may(Type.BOOL)) {
            throw new ExpressionException(operand.offset(),
                    "the condition gives " + operand.type() + ", expected true or false");
        }
    }

    private Operand primary() throws ExpressionException {
        Token token = current();
        Postfix postfix = new Postfix(this);
        if (token.is("not") || token.is("!") || token.is("-") || token.is("+")) {
            next();
            Operand operand = expression(token.is("-") || token.is("+") ? Operators.SIGN : Operators.NEGATION);
            return postfix.after(part(Operators.unary(token, operand), token.offset()));
        }
        if (token.is("(")) {
            next();
            Operand inner = expression(0);
            expect(")");
            return postfix.after(inner);
        }
        if (scope.inPredicate() && token.is("#")) {
            next();
            String name = current().isName() && current().offset() == token.offset() + 1 ? next().text() : "";
            return postfix.after(part(scope.pointer(name, token.offset()), token.offset()));
        }
        if (scope.inPredicate() && token.is(".")) {
            return postfix.after(part(scope.pointer("", token.offset()), token.offset()));
        }
        return postfix.after(secondary());
    }

    private Operand secondary() throws ExpressionException {
        Token token = current();
        return switch (token.kind()) {
            case INT -> part(Type.INT, next().offset());
            case FLOAT -> part(Type.FLOAT, next().offset());
            case STRING -> {
                Operand literal = part(Type.STRING, next().offset());
                yield new Operand(literal.type(), token.text(), literal.offset());
            }
            case NAME -> word(next());
            default -> {
                if (token.is("[") || token.is("{")) {
                    yield new Collections(this).read(next());
                }
                throw unexpected(token.is("#") || token.is(".")
                        ? "a value; # stands only in the predicate of a function such as any(list, …)"
                        : "a value, a variable or a function");
            }
        };
    }

    private Operand word(Token name) throws ExpressionException {
        return switch (name.text()) {
            case "true", "false" -> part(Type.BOOL, name.offset());
            case "nil" -> part(Type.NIL, name.offset());
            default -> current().is("(")
                    ? new Calls(this, scope).call(name, null)
                    : part(scope.variable(name), name.offset());
        };
    }

    /** Reads a whole expression inside brackets. */
    Operand inner() throws ExpressionException {
        return expression(0);
    }

    /** Counts one more part. */
    Operand part(Type type, int offset) throws ExpressionException {
        if (++parts > MOST_PARTS) {
            throw new ExpressionException(offset, "the expression has too many parts (at most " + MOST_PARTS + ")");
        }
        return Operand.of(type, offset);
    }

    Token current() {
        return tokens.get(at);
    }

    /** The word here; the next call is at the one after it. The last word marks the end and stays. */
    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    Token name(String expected) throws ExpressionException {
        if (!current().isName()) {
            throw unexpected(expected);
        }
        return next();
    }

    void expect(String symbol) throws ExpressionException {
        if (!current().is(symbol)) {
            throw unexpected("\"" + symbol + "\"");
        }
        next();
    }

    /** Reads what stands between brackets, separated by commas, until the closing one; a last comma is fine. */
    List<Operand> list(String closing) throws ExpressionException {
        List<Operand> elements = new ArrayList<>();
        while (!current().is(closing)) {
            if (!elements.isEmpty()) {
                expect(",");
                if (current().is(closing)) {
                    break;
                }
            }
            elements.add(expression(0));
        }
        next();
        return elements;
    }

    ExpressionException unexpected(String expected) {
        return new ExpressionException(current().offset(),
                "unexpected " + current().shown() + ", expected " + expected);
    }
}
