package io.pilothouse.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void separatesMembersAndElements() {
        JsonWriter out = new JsonWriter(1);
        out.beginObject().text("a", "x").beginArray("b").endArray().beginArray("c").element(1).element("y")
                .beginObject().endObject().beginArray().endArray().endArray().beginObject("d").flag("e", true)
                .endObject().value("f", List.of(1.0, JsonObject.NULL)).document("g", "{}").number("h", 2).endObject();
        assertEquals("{\"a\":\"x\",\"b\":[],\"c\":[1,\"y\",{},[]],\"d\":{\"e\":true},\"f\":[1,null],\"g\":{},\"h\":2}",
                out.text());
        assertEquals("[1]", out.reset().beginArray().element(1).endArray().text());
    }

    @Test
    void escapes() {
        assertEquals("{\"a\":\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\\u2028\\u2029é漢\uD83D\uDE00\uFFFD/\"}",
                new JsonWriter().beginObject()
                        .text("a", "\"\\\n\r\t\u0000\u001f\u2028\u2029é漢\uD83D\uDE00\uD800/").endObject().text());
    }

    @Test
    void numbers() {
        assertEquals(
                "{\"a\":-9223372036854775808,\"b\":0.5,\"c\":1000000,\"d\":1.0E300,\"e\":0,\"g\":7}", new JsonWriter()
                        .beginObject().number("a", Long.MIN_VALUE).number("b", 0.5).number("c", 1e6)
                        .number("d", 1e300).number("e", 0).numberIfPresent("f", OptionalDouble.empty())
                        .numberIfPresent("g", OptionalLong.of(7)).endObject().text());
    }

    @Test
    void growsWithLargeValues() throws MalformedJsonException {
        String large = "漢".repeat(100_000);
        JsonWriter out = new JsonWriter().beginObject().text("a", large).endObject();
        assertEquals(large, JsonReader.object(out.text()).text("a"));
        assertEquals(0, out.reset().length());
        assertEquals("{}", out.beginObject().endObject().text());
    }

    @Test
    void aLargeMessageOverflowsInPartsThatAreKeptSmall() throws MalformedJsonException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        JsonWriter out = new JsonWriter();
        for (int round = 0; round < 2; round++) {
            parts.reset();
            sizes.clear();
            out.reset((bytes, length) -> {
                parts.write(bytes, 0, length);
                sizes.add(length);
            }).beginObject().beginArray("a");
            for (int i = 0; i < 50_000; i++) {
                out.element("é\n" + i);
            }
            out.endArray().text("b", "x\n".repeat(100_000)).endObject();
            parts.write(out.buffer(), 0, out.length());
            assertTrue(sizes.size() > 5 && sizes.stream().limit(5).allMatch(size -> size > 60_000 && size <= 65_536),
                    sizes::toString);
            JsonObject read = JsonReader.object(parts.toByteArray(), 0, parts.size());
            assertEquals(50_000, read.texts("a").size());
            assertEquals("é\n49999", read.texts("a").getLast());
            assertEquals(200_000, read.text("b").length());
        }
        assertEquals("[1]", out.reset((bytes, length) -> fail("a small message overflows")).beginArray().element(1)
                .endArray().text());
    }

    @Property
    void anyTextComesBack(@ForAll String text) throws MalformedJsonException {
        String wellFormed = text.codePoints().map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        byte[] bytes = new JsonWriter().beginObject().text("a", text).endObject().bytes();
        assertEquals(wellFormed, JsonReader.object(bytes, 0, bytes.length).text("a"));
    }
}
