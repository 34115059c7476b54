package io.pilothouse.protocol.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    @ParameterizedTest
    @CsvFileSource(resources = "accepted.txt", delimiter = '\u0001', quoteCharacter = '\u0002')
    void compiles(String expression) throws ExpressionException {
        assertEquals(expression, Expression.condition(expression, Variables.DATAGRAM).text());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "refused.txt", delimiter = '\u00a6', quoteCharacter = '\u0002')
    void refuses(String expression, String error) {
        ExpressionException wrong = assertThrows(ExpressionException.class,
                () -> Expression.condition(expression, Variables.CONNECT));
        String message = wrong.getMessage();
        assertTrue(message.startsWith(error), message + " for " + expression);
    }

    @Test
    void namesAreThoseOfTheEvent() throws ExpressionException {
        assertEquals(Set.of("port", "peer_tags"),
                Expression.condition("port == 7 and has_tag(peer_tags, 'a') or port > 9", Variables.DIAL).names());
        assertEquals(Set.of("cycle_num", "trusted_count"),
                Expression.condition("cycle_num % 2 == 0 and trusted_count > 100", Variables.CYCLE).names());
        refuse("port == 7", Variables.CYCLE,
                "column 1: unknown name \"port\", expected one of cycle_num, local_tags, ");
        refuse("size > 1", Variables.CONNECT, "column 1: unknown name \"size\", expected one of ");
        refuse("peer_tags == nil", Variables.LEAVE, "column 1: unknown name \"peer_tags\"");
        refuse("members > 1", Variables.LEAVE, "column 1: unknown name \"members\"");
        refuse("local_tags == nil", Variables.EVICT_WHERE, "column 1: unknown name \"local_tags\"");
        Expression.condition("since(last_seen) > duration('720h') and peer_score < 0", Variables.EVICT_WHERE);
        Expression.condition("members > 1", Variables.JOIN);
        Expression.condition("sender_rating < 0.5", Variables.of("connect"));
        Expression.condition("size > 1 and cycle_num > 1", Variables.of("no event"));
        for (String event : new String[]{"connect", "dial", "datagram", "cycle", "join", "leave"}) {
            Expression.condition("network_id == 1 and 'x' in local_tags", Variables.of(event));
        }
    }

    @Test
    void placeIsCountedInCharactersAndLines() {
        refuse("'\ud83d\ude00' == prt", Variables.CONNECT, "column 8: unknown name \"prt\" (did you mean \"port\"?)");
        refuse("true and\n  prot", Variables.CONNECT, "line 2, column 3: unknown name");
        refuse("", Variables.CONNECT, "column 1: the expression is empty");
    }

    @Test
    void hostileTextsEndInAnError() {
        refuse("x".repeat(1 << 20), Variables.CONNECT, "column 1: the expression is too long (1048576 characters");
        for (String piece : new String[]{"(", "[", "{a:", "not ", "-", "!", "1+(", "true ? ", "any([1], ", "true?:",
            "if true {", "let x = ", "1 ** ", "1 in [", "local_tags[", "nil ?? ("}) {
            refuse(piece.repeat(Expression.LONGEST / piece.length()), Variables.CONNECT, "");
        }
        refuse("(".repeat(300) + "true" + ")".repeat(300), Variables.CONNECT,
                "column 201: nested too deeply (at most 200 levels)");
        refuse("true or ".repeat(8_000) + "true", Variables.CONNECT, "column");
        refuse("true or ".repeat(8_000) + "true", Variables.CONNECT,
                "column 1: the expression has too many parts (at most 10000)");
        String longName = "n".repeat(60_000);
        String message = refuse(longName, Variables.CONNECT, "column 1: unknown name");
        assertTrue(message.length() < 500, message);
    }

    @Test
    void largeExpressionsOfHonestSizeCompile() throws ExpressionException {
        Expression.condition("port == 1 or ".repeat(2_000) + "true", Variables.CONNECT);
        Expression.condition("port in [" + "80, ".repeat(9_000) + "]", Variables.CONNECT);
        Expression.condition("(".repeat(190) + "true" + ")".repeat(190), Variables.CONNECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*?b+?c{2,3}?", "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "(?i)web|(?P<kind>db)", "[]a]", "[^]]",
        "[[:alpha:]_-]", "\\d+\\.\\d{1,3}", "\\x41\\x{1F600}", "\\pL\\p{Greek}\\P{^Lu}", "\\Qa(\\E", "\\A\\bx\\B\\z",
        "x{1000}", "{,5}", "a|", "()", "(?:(?-s:.)|\\101)", "[\\d.-]", "a{", "\\_\\-", "[a\\-z]", "\\0"})
    void regularExpressionsOfLinearTimeAreFine(String regular) {
        RegularExpression.check(regular);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(a)\\1", "(?P=name)", "\\k<a>", "a**", "*a", "(*)",
        "a|+", "(", ")", "[", "[z-a]", "[[:nope:]]", "a\\", "\\Z", "\\C", "x{1001}", "x{3,2}", "(x{100}){11}",
        "((x{10}){10}){11}", "(?P<1-a>x)", "(?<a>x)(?<a>y)", "(?z)", "(?i-)", "\\p{Nope}", "\\xZZ", "\\8", "a++",
        "(?>a)", "[a-\\d]", "(?#c)", "\\x{110000}", "(?", "[\\"})
    void otherRegularExpressionsAreNot(String regular) {
        assertThrows(IllegalArgumentException.class, () -> RegularExpression.check(regular));
    }

    @Property(tries = 4_000)
    void arbitraryTextThrowsNothingElse(@ForAll String text) {
        tryOut(text);
    }

    @Property(tries = 6_000)
    void arbitraryWordsThrowNothingElse(@ForAll("words") String text) {
        tryOut(text);
    }

    @Property(tries = 3_000)
    void arbitraryRegularExpressionsThrowNothingElse(@ForAll("pieces") String text) {
        tryOut("direction matches `" + text.replace("`", "``") + "`");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("port", "peer_tags", "local_tags", "direction", "peer_age_s", "1", "2.5", "0x1F", "'a'",
                "true", "nil", "(", ")", "[", "]", "{", "}", ",", ":", "?", "?.", "??", ".", "..", "#", "#acc", "|",
                "+",
                "-", "*", "/", "%", "**", "^", "==", "!=", "<", ">=", "in", "not", "not in", "matches", "contains",
                "and", "or", "!", "let x =", ";", "x", "if", "else", "any(", "filter(", "map(", "reduce(", "sum(",
                "len(", "has_tag(", "max(", "now()", "first(", "\\", "\"", "'", "`", "/*", "//", "\ud83d", "=", "&",
                "0b",
                "1e", "_").list().ofMaxSize(14).map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("a", "(", ")", "(?", "(?:", "(?P<a>", "(?<", "[", "]", "^", "-", "\\", "\\d", "\\p{", "}",
                "{", "{2}", "{1,", "*", "+", "?", "|", "\\x", "\\Q", "\\E", "[:alpha:]", "0", "1", "i", "\ud83d", ".")
                .list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    private static void tryOut(String text) {
        try {
            assertEquals(text, Expression.condition(text, Variables.DATAGRAM).text());
        } catch (ExpressionException wrong) {
            assertTrue(wrong.getMessage().matches("(?s)(line \\d+, )?column \\d+: .+"), wrong.getMessage());
        }
    }

    private static String refuse(String expression, Variables variables, String error) {
        ExpressionException wrong = assertThrows(ExpressionException.class,
                () -> Expression.condition(expression, variables));
        assertTrue(wrong.getMessage().startsWith(error), wrong.getMessage());
        return wrong.getMessage();
    }
}
