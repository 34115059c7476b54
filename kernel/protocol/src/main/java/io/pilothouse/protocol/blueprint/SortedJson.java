package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** JSON in one order: members by the bytes of their names. */
final class SortedJson {
    static final Comparator<String> BYTES = (one, other) -> Arrays
            .compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private SortedJson() {}

    static JsonObject of(JsonObject object, int levels) {
        return (JsonObject) sorted(object, levels);
    }

    static String text(JsonObject sorted) {
        return new JsonWriter().value(sorted).text();
    }

    private static Object sorted(Object value, int levels) {
        if (levels < 0) {
            throw new IllegalArgumentException("nested too deeply");
        }
        return switch (value) {
            case JsonObject object -> {
                JsonObject ordered = new JsonObject();
                object.members().entrySet().stream().sorted(Map.Entry.comparingByKey(BYTES))
                        .forEach(member -> ordered.put(member.getKey(), sorted(member.getValue(), levels - 1)));
                yield ordered;
            }
            case List<?> list -> list.stream().map(element -> sorted(element, levels - 1)).toList();
            default -> value;
        };
    }
}
