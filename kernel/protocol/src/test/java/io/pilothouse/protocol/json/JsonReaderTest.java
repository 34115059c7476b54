package io.pilothouse.protocol.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framing edges of wire.md 3. */
class JsonReaderTest {
    private static JsonObject hex(String hex) throws MalformedJsonException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return JsonReader.object(bytes, 0, bytes.length);
    }

    private static JsonObject bytes(String latin1) throws MalformedJsonException {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return JsonReader.object(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[]", "\"x\"", "5", "true", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}",
        "{\"a\":Infinity}", "{\"a\":-Infinity}", "{\"a\":1e400}", "{\"a\":[{\"b\":-1e400}]}", "{\"a\":01}",
        "{\"a\":-01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":5.}", "{\"a\":1e}", "{\"a\":0x10}",
        "{\"a\":\"x\u0001y\"}", "{\"a\":\"x\ny\"}", "{\"a\":\"\\q\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\u12\"}",
        "{\"a\":1}{}", "{\"a\":1} {}", "{\"a\":1}x", "{\"a\":1},", "{\"a\":1]", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
        "{a:1}", "{\"a\":tru}", "{\"a\":True}", "{\"a\":truefalse}", "{\"a\":[1,]}", "{\"a\":[,1]}", "{,}",
        "{\"a\":}", "{\"a\"}", "// c\n{}", "{\"a\":1/*c*/}", "\u00a0{}", "{\"a\":nul", "{\"a\":\"x"})
    void malformed(String json) {
        assertThrows(MalformedJsonException.class, () -> JsonReader.object(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"efbbbf7b7d", "feff007b007d", "fffe7b007d00", "007b007d", "7b007d00",
        "0000feff0000007b0000007d", "7b0000007d000000", "ff7b7d", "7b7d00", "7b22612200223a317d"})
    void otherEncodingsAndByteOrderMarks(String hex) {
        assertThrows(MalformedJsonException.class, () -> hex(hex));
    }

    @Test
    void whatIsCutShortSaysSo() {
        for (String json : List.of("", "{", "{\"a\":", "{\"a\":\"x")) {
            MalformedJsonException short_ = assertThrows(MalformedJsonException.class, () -> JsonReader.object(json));
            assertEquals("unexpected end of JSON input", short_.getMessage());
        }
    }

    @Test
    void whiteSpaceAround() throws MalformedJsonException {
        assertEquals(new JsonObject().put("a", 1.0), JsonReader.object(" \t\r\n{ \"a\" : 1 } \t\r\n"));
    }

    @Test
    void nullIsAnEmptyMessage() throws MalformedJsonException {
        assertEquals(new JsonObject(), JsonReader.object(" null "));
    }

    @Test
    void lastOfDuplicatesWins() throws MalformedJsonException {
        assertEquals(new JsonObject().put("a", "y"), JsonReader.object("{\"a\":\"x\",\"\\u0061\":\"y\"}"));
    }

    @Test
    void nestingEndsAtTenThousandLevels() throws MalformedJsonException {
        assertTrue(JsonReader.object(nested(9_999)).has("x"));
        assertThrows(MalformedJsonException.class, () -> JsonReader.object(nested(10_000)));
        String objects = "{\"x\":".repeat(9_999) + "{}" + "}".repeat(9_999);
        assertTrue(JsonReader.object(objects).has("x"));
        assertThrows(MalformedJsonException.class, () -> JsonReader.object("{\"x\":" + objects + "}"));
    }

    private static String nested(int arrays) {
        return "{\"x\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    @Test
    void numbersAreDoubles() throws MalformedJsonException {
        JsonObject numbers = JsonReader.object("{\"a\":9007199254740993,\"b\":1e-400,\"c\":-0.0,\"d\":1.5E2,"
                + "\"e\":123456789012345678901234567890,\"f\":1.7976931348623157e308}");
        assertEquals(9007199254740992.0, numbers.number("a").orElseThrow());
        assertEquals(0.0, numbers.number("b").orElseThrow());
        assertEquals(-0.0, numbers.number("c").orElseThrow());
        assertEquals(150.0, numbers.number("d").orElseThrow());
        assertEquals(1.2345678901234568e29, numbers.number("e").orElseThrow());
        assertEquals(Double.MAX_VALUE, numbers.number("f").orElseThrow());
        assertThrows(MalformedJsonException.class, () -> JsonReader.object("{\"a\":" + "9".repeat(400) + "}"));
        assertThrows(MalformedJsonException.class, () -> JsonReader.object("{\"a\":1.7976931348623159e308}"));
    }

    @Test
    void loneSurrogatesBecomeReplacementCharacters() throws MalformedJsonException {
        assertEquals("\uFFFD", JsonReader.object("{\"a\":\"\\ud800\"}").text("a"));
        assertEquals("\uFFFDx\uFFFD", JsonReader.object("{\"a\":\"\\udc00x\\ud800\"}").text("a"));
        assertEquals("\uFFFD\uD83D\uDE00", JsonReader.object("{\"a\":\"\\ud83d\\ud83d\\ude00\"}").text("a"));
        JsonObject names = JsonReader.object("{\"\\ud800\":1,\"\\\\ud800\":2,\"\\ud83d\\ude00\\uDFFF\":3}");
        assertEquals(List.of("\uFFFD", "\\ud800", "\uD83D\uDE00\uFFFD"), List.copyOf(names.members().keySet()));
        assertThrows(MalformedJsonException.class, () -> JsonReader.object("{\"\\ud800\":1,}"));
    }

    @Test
    void eachByteThatIsNotUtf8BecomesOneReplacementCharacter() throws MalformedJsonException {
        assertEquals("\uFFFD\uFFFD", bytes("{\"a\":\"\u00ff\u00fe\"}").text("a"));
        // A cut character, an overlong slash, a surrogate, a number beyond U+10FFFF.
        assertEquals("\uFFFD\uFFFDx", bytes("{\"a\":\"\u00e6\u00bcx\"}").text("a"));
        assertEquals("\uFFFD\uFFFD", bytes("{\"a\":\"\u00c0\u00af\"}").text("a"));
        assertEquals("\uFFFD\uFFFD\uFFFD", bytes("{\"a\":\"\u00ed\u00a0\u0080\"}").text("a"));
        assertEquals("\uFFFD\uFFFD\uFFFD\uFFFD", bytes("{\"a\":\"\u00f4\u0090\u0080\u0080\"}").text("a"));
        assertEquals("é\uFFFD漢", bytes("{\"a\":\"\u00c3\u00a9\u00e6\u00e6\u00bc\u00a2\"}").text("a"));
        assertTrue(bytes("{\"\u00ff\":1}").has("\uFFFD"));
        assertThrows(MalformedJsonException.class, () -> bytes("{\u00ff}"));
    }

    @Test
    void readsARange() throws MalformedJsonException {
        byte[] bytes = "xx{\"a\":\"é\"}yy".getBytes(StandardCharsets.UTF_8);
        assertEquals("é", JsonReader.object(bytes, 2, bytes.length - 4).text("a"));
        bytes[bytes.length - 5] = (byte) 0xFF;
        assertEquals("\uFFFD\uFFFD", JsonReader.object(bytes, 2, bytes.length - 4).text("a"));
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] noise, @ForAll @IntRange(max = 30) int at) {
        byte[] bytes = "{\"a\":[1.5,true,null,\"x\\n\"],\"b\":{}}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, bytes.length - at));
        JsonObject read;
        try {
            read = JsonReader.object(bytes, 0, bytes.length);
        } catch (MalformedJsonException malformed) {
            assertFalse(malformed.getMessage().contains("\n"));
            return;
        }
        String written = new JsonWriter().value(read).text();
        assertEquals(read, assertDoesNotThrow(() -> JsonReader.object(written)));
    }
}
