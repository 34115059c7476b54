package io.pilothouse.kernel.command.policy;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** JSON text without white space. */
final class CompactJson {
    private static final Comparator<String> BYTES = (one, other) -> Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private CompactJson() {}

    /** Valid JSON text without the white space between its tokens; numbers and escapes stay as they were written. */
    static String withoutBlanks(String json) {
        StringBuilder compact = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char symbol = json.charAt(i);
            if (quoted && symbol == '\\') {
                compact.append(symbol).append(json.charAt(++i));
                continue;
            }
            if (symbol == '"') {
                quoted = !quoted;
            }
            if (quoted || symbol > ' ') {
                compact.append(symbol);
            }
        }
        return compact.toString();
    }

    /** The object as text, its members sorted by name at every level. */
    static String sorted(JsonObject object) {
        return new JsonWriter().value(sortedValue(object)).text();
    }

    private static Object sortedValue(Object value) {
        return switch (value) {
            case JsonObject object -> {
                JsonObject ordered = new JsonObject();
                object.members().entrySet().stream().sorted(Map.Entry.comparingByKey(BYTES))
                        .forEach(member -> ordered.put(member.getKey(), sortedValue(member.getValue())));
                yield ordered;
            }
            case List<?> list -> list.stream().map(CompactJson::sortedValue).toList();
            default -> value;
        };
    }
}
