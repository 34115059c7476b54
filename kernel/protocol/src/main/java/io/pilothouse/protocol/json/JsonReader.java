package io.pilothouse.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decodes JSON strictly in syntax and leniently in text: bytes that are not UTF-8 and lone surrogates become U+FFFD, all
 * numbers are doubles, a number outside their range is malformed ({@code wire.md} 3).
 *
 * <p>Threads: any. Nesting is walked without recursion, so that a deep message cannot exhaust the stack.
 */
public final class JsonReader {
    /** Levels of nesting that are read, the outermost object included. */
    public static final int DEEPEST = 10_000;

    private static final String END_OF_INPUT = "unexpected end of JSON input";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE).maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE).build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    private JsonReader() {}

    /**
     * Decodes one message. {@code null} is an empty one ({@code wire.md} 3).
     *
     * @throws MalformedJsonException if the bytes are not exactly one JSON object with white space around it
     */
    public static JsonObject object(byte[] bytes, int offset, int length) throws MalformedJsonException {
        Object value = value(bytes, offset, length);
        if (value instanceof JsonObject object) {
            return object;
        }
        if (value == JsonObject.NULL) {
            return new JsonObject();
        }
        throw new MalformedJsonException("a message is a JSON object");
    }

    /** Decodes one object from text. */
    public static JsonObject object(String text) throws MalformedJsonException {
        byte[] bytes = text.getBytes(UTF_8);
        return object(bytes, 0, bytes.length);
    }

    /** Decodes any JSON value. */
    public static Object value(byte[] bytes, int offset, int length) throws MalformedJsonException {
        refuseOtherEncodings(bytes, offset, length);
        byte[] repaired = Utf8Repair.repaired(bytes, offset, length);
        boolean same = repaired == bytes;
        return parse(repaired, same ? offset : 0, same ? length : repaired.length);
    }

    private static Object parse(byte[] bytes, int offset, int length) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
            return document(parser);
        } catch (JsonEOFException endOfInput) {
            throw new MalformedJsonException(END_OF_INPUT);
        } catch (JsonParseException malformed) {
            // The parser takes lone surrogate escapes in values but not in names.
            byte[] escaped = Utf8Repair.withoutLoneSurrogates(bytes, offset, length);
            if (escaped.length == 0) {
                throw malformed(malformed);
            }
            return parse(escaped, 0, length);
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    /** The parser guesses UTF-16 and UTF-32 and skips a byte order mark; the protocol knows UTF-8 only. */
    private static void refuseOtherEncodings(byte[] bytes, int offset, int length) throws MalformedJsonException {
        for (int i = 0; i < Math.min(4, length); i++) {
            int octet = bytes[offset + i] & 0xFF;
            if (octet == 0 || (i == 0 && octet >= 0x80)) {
                throw new MalformedJsonException("invalid character at the beginning");
            }
        }
    }

    private static MalformedJsonException malformed(IOException cause) {
        String text = cause instanceof com.fasterxml.jackson.core.JacksonException json
                ? json.getOriginalMessage()
                : String.valueOf(cause.getMessage());
        return new MalformedJsonException(text.lines().findFirst().orElse("malformed"));
    }

    private static Object document(JsonParser parser) throws IOException, MalformedJsonException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new MalformedJsonException(END_OF_INPUT);
        }
        Object value = token.isStructStart() ? structure(parser, token) : scalar(parser, token);
        if (parser.nextToken() != null) {
            throw new MalformedJsonException("invalid character after top-level value");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Object structure(JsonParser parser, JsonToken first) throws IOException, MalformedJsonException {
        Deque<Object> open = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        Object current = first == JsonToken.START_OBJECT ? new JsonObject() : new ArrayList<>();
        String name = "";
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new MalformedJsonException(END_OF_INPUT);
            }
            Object value;
            switch (token) {
                case FIELD_NAME -> {
                    name = wellFormed(parser.currentName());
                    continue;
                }
                case START_OBJECT, START_ARRAY -> {
                    open.push(current);
                    names.push(name);
                    current = token == JsonToken.START_OBJECT ? new JsonObject() : new ArrayList<>();
                    continue;
                }
                case END_OBJECT, END_ARRAY -> {
                    if (open.isEmpty()) {
                        return current;
                    }
                    value = current;
                    current = open.pop();
                    name = names.pop();
                }
                default -> value = scalar(parser, token);
            }
            if (current instanceof JsonObject object) {
                object.put(name, value);
            } else {
                ((List<Object>) current).add(value);
            }
        }
    }

    private static Object scalar(JsonParser parser, JsonToken token) throws IOException, MalformedJsonException {
        return switch (token) {
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> JsonObject.NULL;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            default -> throw new MalformedJsonException("unexpected token " + token);
        };
    }

    private static Double number(JsonParser parser) throws IOException, MalformedJsonException {
        int length = parser.getTextLength();
        double number = length < 18 ? parser.getDoubleValue() : Double.parseDouble(parser.getText());
        if (Double.isInfinite(number)) {
            throw new MalformedJsonException("number out of range");
        }
        return number;
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            if (Character.isSurrogate(symbol)) {
                boolean pair = Character.isHighSurrogate(symbol) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return replaceLoneSurrogates(text);
                }
                i++;
            }
        }
        return text;
    }

    private static String replaceLoneSurrogates(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
