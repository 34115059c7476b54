package io.pilothouse.protocol.expression;

import io.pilothouse.protocol.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits an expression into words ({@code commands-enterprise.md} 15.5). */
final class Lexer {
    private static final Set<String> WORD_OPERATORS = Set.of("in", "or", "and", "not", "matches", "contains",
            "startsWith", "endsWith", "let", "if", "else");
    private static final List<String> PAIRS = List.of("||", "&&", "==", "!=", "<=", ">=", "..", "**", "??", "?.");
    private static final String SINGLES = "|<>+-*/%^!?:.,;=#";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** All words, with one that marks the end. */
    List<Token> tokens() throws ExpressionException {
        for (skip(); at < text.length(); skip()) {
            int first = text.codePointAt(at);
            if (letter(first)) {
                word();
            } else if (digit(at) || first == '.' && digit(at + 1)) {
                tokens.add(number());
            } else if (first == '"' || first == '\'' || first == '`') {
                StringLiteral literal = StringLiteral.read(text, at);
                tokens.add(new Token(Token.Kind.STRING, literal.value(), at));
                at = literal.end();
            } else {
                symbol(first);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return tokens;
    }

    private void skip() throws ExpressionException {
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                at += Character.charCount(point);
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new ExpressionException(at, "the comment has no end, expected */");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private static boolean letter(int point) {
        return point == '_' || point == '$' || Character.isLetter(point);
    }

    private boolean digit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private void word() {
        int start = at;
        while (at < text.length() && (letter(text.codePointAt(at)) || Character.isDigit(text.codePointAt(at)))) {
            at += Character.charCount(text.codePointAt(at));
        }
        String word = text.substring(start, at);
        boolean member = !tokens.isEmpty() && (tokens.getLast().is(".") || tokens.getLast().is("?."));
        tokens.add(new Token(WORD_OPERATORS.contains(word) && !member ? Token.Kind.OPERATOR : Token.Kind.NAME, word,
                start));
    }

    private Token number() throws ExpressionException {
        NumberLiteral literal = NumberLiteral.read(text, at);
        int start = at;
        at = literal.end();
        if (at < text.length() && letter(text.codePointAt(at))) {
            throw new ExpressionException(start, "wrong number " + Quoted.text(text.substring(start, at + 1))
                    + ", expected for example 80, 0x50, 0b101, 1_000, 1.5 or 2e3");
        }
        return new Token(literal.whole() ? Token.Kind.INT : Token.Kind.FLOAT, text.substring(start, at), start);
    }

    private void symbol(int first) throws ExpressionException {
        for (String pair : PAIRS) {
            if (text.startsWith(pair, at)) {
                add(Token.Kind.OPERATOR, pair);
                return;
            }
        }
        String single = Character.toString(first);
        if ("([{}])".contains(single)) {
            add(Token.Kind.BRACKET, single);
        } else if (SINGLES.contains(single)) {
            add(Token.Kind.OPERATOR, single);
        } else {
            throw new ExpressionException(at, "unexpected character " + Quoted.text(single) + (first == '&'
                    ? ", and is written && or and"
                    : ""));
        }
    }

    private void add(Token.Kind kind, String symbol) {
        tokens.add(new Token(kind, symbol, at));
        at += symbol.length();
    }
}
