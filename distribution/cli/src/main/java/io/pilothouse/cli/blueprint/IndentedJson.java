package io.pilothouse.cli.blueprint;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.stream.Collectors;

/** JSON for people and for version control: a member a line. */
final class IndentedJson {
    private static final String STEP = "  ";

    private IndentedJson() {}

    static String of(Object value) {
        return of(value, "");
    }

    private static String of(Object value, String indent) {
        String inner = indent + STEP;
        return switch (value) {
            case JsonObject object when !object.members().isEmpty() -> object.members().entrySet().stream()
                    .map(member -> inner + scalar(member.getKey()) + ": " + of(member.getValue(), inner))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
            case List<?> list when list.stream().anyMatch(JsonObject.class::isInstance) -> list.stream()
                    .map(element -> inner + of(element, inner))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
            default -> scalar(value);
        };
    }

    private static String scalar(Object value) {
        return new JsonWriter().value(value).text();
    }
}
