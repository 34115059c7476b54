package io.pilothouse.identity.oidc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON objects from strangers: UTF-8 only, no member twice, little depth, nothing behind the end. Values are strings, {@code Long}s,
 * {@code Double}s (for every number that is none), booleans, lists, maps and null. Threads: any.
 */
final class Json {
    private static final int DEEPEST = 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build();

    private Json() {}

    /** A text is no such object. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    static Map<String, Object> object(byte[] utf8) throws Invalid {
        try (JsonParser json = FACTORY.createParser(text(utf8))) {
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new Invalid("unexpected end of JSON input");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new Invalid("json: an object is needed, not " + kind(first));
            }
            Map<String, Object> object = members(json);
            if (json.nextToken() != null) {
                throw new Invalid("invalid character after the object");
            }
            return object;
        } catch (JsonEOFException cut) {
            throw new Invalid("unexpected end of JSON input");
        } catch (StreamConstraintsException tooMuch) {
            throw new Invalid("invalid character: it is too deep, or has a word too long");
        } catch (JsonProcessingException syntax) {
            throw new Invalid("invalid character at byte " + Math.max(0, syntax.getLocation().getCharOffset()));
        } catch (IOException impossible) {
            throw new IllegalStateException("a memory buffer cannot fail", impossible);
        }
    }

    private static String text(byte[] utf8) throws Invalid {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException otherwise) {
            throw new Invalid("invalid character: it is not in UTF-8");
        }
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    private static Map<String, Object> members(JsonParser json) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return Collections.unmodifiableMap(members);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> members(json);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield Collections.unmodifiableList(items);
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) Double.NaN
                    : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> Double.NaN;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** A member that is a string, empty when it is missing or null. */
    static String text(Map<String, Object> object, String name) throws Invalid {
        return switch (object.get(name)) {
            case null -> "";
            case String text -> text;
            default -> throw new Invalid("json: " + name + " must be a string");
        };
    }

    /** A member that is a whole number, 0 when it is missing or null. */
    static long whole(Map<String, Object> object, String name) throws Invalid {
        return switch (object.get(name)) {
            case null -> 0;
            case Long number -> number;
            default -> throw new Invalid("json: " + name + " must be a whole number");
        };
    }

    /** A member that is an array of strings, empty when it is missing or null. */
    static List<String> texts(Map<String, Object> object, String name) throws Invalid {
        return switch (object.get(name)) {
            case null -> List.of();
            case List<?> items when items.stream().allMatch(String.class::isInstance) ->
                items.stream().map(String.class::cast).toList();
            default -> throw new Invalid("json: " + name + " must be an array of strings");
        };
    }
}
