package io.pilothouse.protocol.expression;

import java.util.List;

/** Reads the literals of lists and maps. */
final class Collections {
    private final Parser parser;

    Collections(Parser parser) {
        this.parser = parser;
    }

    /** Reads one from behind its opening bracket. */
    Operand read(Token bracket) throws ExpressionException {
        return bracket.is("[") ? list(bracket.offset()) : map(bracket.offset());
    }

    private Operand list(int offset) throws ExpressionException {
        List<Operand> elements = parser.list("]");
        Type type = elements.stream().map(Operand::type)
                .reduce((one, other) -> one.equals(other) ? one : mixed(one, other))
                .orElse(Type.ANY);
        return parser.part(Type.listOf(type), offset);
    }

    private static Type mixed(Type one, Type other) {
        return one.number() && other.number() ? Type.FLOAT : Type.ANY;
    }

    private Operand map(int offset) throws ExpressionException {
        boolean first = true;
        while (!parser.current().is("}")) {
            if (!first) {
                parser.expect(",");
                if (parser.current().is("}")) {
                    break;
                }
            }
            first = false;
            key();
            parser.expect(":");
            parser.inner();
        }
        parser.next();
        return parser.part(Type.MAP, offset);
    }

    private void key() throws ExpressionException {
        Token token = parser.current();
        switch (token.kind()) {
            case NAME, STRING, INT, FLOAT -> parser.part(Type.STRING, parser.next().offset());
            default -> {
                if (!token.is("(")) {
                    throw parser.unexpected("a key: a name, a string, a number or an expression in parentheses");
                }
                parser.next();
                parser.inner();
                parser.expect(")");
            }
        }
    }
}
