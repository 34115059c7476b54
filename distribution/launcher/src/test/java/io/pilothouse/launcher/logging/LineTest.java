package io.pilothouse.launcher.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LineTest {
    private static final Instant WHEN = Instant.parse("2026-05-04T09:08:07.123456789Z");

    @Test
    void anAuditLineIsTheOneOfTheProtocolPage() {
        LoggingEvent event = event("audit", pair("audit_action", "member.kicked"), pair("target_node_id", 687),
                pair("network_id", 3), pair("role", "member"));
        assertEquals("{\"time\":\"2026-05-04T09:08:07.123456789Z\",\"level\":\"INFO\",\"msg\":\"audit\","
                + "\"audit_action\":\"member.kicked\",\"target_node_id\":687,\"network_id\":3,\"role\":\"member\"}",
                json(event));
        assertEquals("time=2026-05-04T09:08:07.123Z level=INFO msg=audit audit_action=member.kicked target_node_id=687"
                + " network_id=3 role=member", text(event));
    }

    @Test
    void aPathIsOneText() {
        LoggingEvent event = event("m", pair("folder", Path.of("conf", "data")));
        assertTrue(json(event).endsWith(",\"folder\":\"conf/data\"}"), json(event));
        assertTrue(text(event).endsWith(" folder=conf/data"), text(event));
    }

    @Test
    void jsonKeepsTheTypeOfEveryValue() {
        LoggingEvent event = event("m", pair("i", 1), pair("l", Long.MAX_VALUE), pair("d", 1.5), pair("b", true),
                pair("n", null), pair("s", "1"), pair("list", List.of("a", 2, false)), pair("empty", List.of()),
                pair("array", new int[]{1, 2}), pair("map", new TreeMap<>(Map.of("x", 1, "y", List.of()))),
                pair("nan", Double.NaN), pair("when", WHEN));
        assertTrue(
                json(event).endsWith("\"msg\":\"m\",\"i\":1,\"l\":9223372036854775807,\"d\":1.5,\"b\":true,\"n\":null,"
                        + "\"s\":\"1\",\"list\":[\"a\",2,false],\"empty\":[],\"array\":[1,2],\"map\":{\"x\":1,\"y\":[]},"
                        + "\"nan\":\"NaN\",\"when\":\"2026-05-04T09:08:07.123456789Z\"}"),
                json(event));
    }

    @Test
    void jsonEscapesWhatWouldBreakALineAndNothingElse() {
        LoggingEvent event = event("a\"b\\c\nd\re\tf\u0000g\u2028h<i>&j é \ud83d\ude00 \ud83d k");
        assertTrue(
                json(event)
                        .endsWith("\"msg\":\"a\\\"b\\\\c\\nd\\re\\tf\\u0000g\\u2028h<i>&j é \ud83d\ude00 \ufffd k\"}"),
                json(event));
    }

    /** A path is iterable and iterates over itself. */
    @Test
    void aPathIsOneValue() {
        assertEquals("a=/var/lib", lastPair(pair("a", Path.of("/var/lib"))));
        assertTrue(json(event("m", pair("a", Path.of("/var/lib")))).endsWith("\"a\":\"/var/lib\"}"));
    }

    @Test
    void textQuotesOnlyWhatNeedsIt() {
        assertEquals("a=plain", lastPair(pair("a", "plain")));
        assertEquals("a=\"two words\"", lastPair(pair("a", "two words")));
        assertEquals("a=\"x=y\"", lastPair(pair("a", "x=y")));
        assertEquals("a=\"say \\\"hi\\\"\"", lastPair(pair("a", "say \"hi\"")));
        assertEquals("a=\"\"", lastPair(pair("a", "")));
        assertEquals("a=C:\\temp", lastPair(pair("a", "C:\\temp")));
        assertEquals("a=\"one\\ntwo\\u001b[31m\"", lastPair(pair("a", "one\ntwo\u001b[31m")));
        assertEquals("a=\"x\\u202ey\"", lastPair(pair("a", "x\u202ey")));
        assertEquals("a=7", lastPair(pair("a", 7)));
        assertEquals("a=false", lastPair(pair("a", false)));
        assertEquals("a=null", lastPair(pair("a", null)));
        assertEquals("a=[x]", lastPair(pair("a", List.of("x"))));
        assertEquals("a=\"[x y]\"", lastPair(pair("a", Arrays.asList("x", "y"))));
        assertEquals("a=\"[1 2]\"", lastPair(pair("a", new long[]{1, 2})));
        assertEquals("\"a b\"=1", lastPair(pair("a b", 1)));
    }

    @Test
    void aLineIsOneLineWhateverTheMessageHolds() {
        LineEncoder encoder = new LineEncoder(new TextLine(ZoneOffset.UTC));
        String bytes = new String(encoder.encode(event("one\ntwo\u2028three")), StandardCharsets.UTF_8);
        assertEquals(bytes.length() - 1, bytes.indexOf('\n'));
        assertTrue(bytes.contains("msg=\"one\\ntwo\\u2028three\""), bytes);
    }

    @Test
    void timeHasTheOffsetAndNoNeedlessDigits() {
        LoggingEvent event = event("m");
        event.setInstant(Instant.parse("2026-05-04T09:08:07.120Z"));
        StringBuilder line = new StringBuilder();
        new JsonLine(ZoneId.of("Asia/Kolkata")).write(event, line);
        assertTrue(line.toString().startsWith("{\"time\":\"2026-05-04T14:38:07.12+05:30\","), line.toString());
        event.setInstant(Instant.parse("2026-05-04T09:08:07Z"));
        assertTrue(json(event).startsWith("{\"time\":\"2026-05-04T09:08:07Z\","), json(event));
        assertTrue(text(event).startsWith("time=2026-05-04T09:08:07.000Z "), text(event));
    }

    @Test
    void aPairCannotShadowTheKeysOfEveryLine() {
        LoggingEvent event = event("m", pair("msg", "audit"), pair("level", "ERROR"));
        assertTrue(json(event).endsWith(",\"msg\":\"m\",\"attribute.msg\":\"audit\",\"attribute.level\":\"ERROR\"}"),
                json(event));
    }

    @Test
    void aValueWithoutTextDoesNotEndTheProgram() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        LoggingEvent event = event("m", pair("a", endless), pair("b", 1));
        assertTrue(json(event).endsWith(",\"a\":\"unprintable (java.lang.StackOverflowError)\",\"b\":1}"), json(event));
        assertTrue(text(event).endsWith(" a=\"unprintable (java.lang.StackOverflowError)\" b=1"), text(event));
    }

    @Test
    void aForeignLoggerIsNamedAndAFailureIsShown() {
        LoggingEvent event = new LoggingEvent("", new LoggerContext().getLogger("org.other.Thing"), Level.WARN, "odd",
                new IllegalStateException("broken"), null);
        String line = json(event);
        assertTrue(line.contains("\"logger\":\"org.other.Thing\""), line);
        assertTrue(line.contains("\"error\":\"java.lang.IllegalStateException: broken\""), line);
        assertTrue(line.contains("\\n\\tat io.pilothouse.launcher.logging.LineTest."), line);
        assertFalse(line.contains("\n"), line);
    }

    private static String lastPair(KeyValuePair pair) {
        String line = text(event("m", pair));
        return line.substring(line.indexOf("msg=m ") + "msg=m ".length());
    }

    private static String json(LoggingEvent event) {
        StringBuilder line = new StringBuilder();
        new JsonLine(ZoneOffset.UTC).write(event, line);
        return line.toString();
    }

    private static String text(LoggingEvent event) {
        StringBuilder line = new StringBuilder();
        new TextLine(ZoneOffset.UTC).write(event, line);
        return line.toString();
    }

    private static KeyValuePair pair(String key, Object value) {
        return new KeyValuePair(key, value);
    }

    private static LoggingEvent event(String message, KeyValuePair... pairs) {
        LoggingEvent event = new LoggingEvent("", new LoggerContext().getLogger("io.pilothouse.audit"), Level.INFO,
                message, null, null);
        event.setInstant(WHEN);
        for (KeyValuePair pair : pairs) {
            event.addKeyValuePair(pair);
        }
        return event;
    }
}
