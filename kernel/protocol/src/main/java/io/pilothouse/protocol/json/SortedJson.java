package io.pilothouse.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** JSON in one order: members by the bytes of their names, at every level. */
public final class SortedJson {
    /** The order of names. */
    public static final Comparator<String> BYTES = (one, other) -> Arrays
            .compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private SortedJson() {}

    /**
     * A sorted copy.
     *
     * @throws IllegalArgumentException when it is nested deeper than so many levels
     */
    public static JsonObject of(JsonObject object, int levels) {
        if (deeperThan(levels, object)) {
            throw new IllegalArgumentException("nested too deeply (at most " + levels + " levels)");
        }
        return (JsonObject) sorted(object);
    }

    /** The compact text of what {@link #of} made. */
    public static String text(JsonObject sorted) {
        return new JsonWriter().value(sorted).text();
    }

    /** Whether objects and arrays are nested deeper than so many levels. Stops there, so its own recursion is bounded. */
    public static boolean deeperThan(int levels, Object value) {
        return switch (value) {
            case JsonObject object -> levels == 0
                    || object.members().values().stream().anyMatch(member -> deeperThan(levels - 1, member));
            case List<?> list -> levels == 0 || list.stream().anyMatch(element -> deeperThan(levels - 1, element));
            default -> false;
        };
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case JsonObject object -> {
                JsonObject ordered = new JsonObject();
                object.members().entrySet().stream().sorted(Map.Entry.comparingByKey(BYTES))
                        .forEach(member -> ordered.put(member.getKey(), sorted(member.getValue())));
                yield ordered;
            }
            case List<?> list -> list.stream().map(SortedJson::sorted).toList();
            default -> value;
        };
    }
}
