package io.pilothouse.kernel.migration;

import com.fasterxml.jackson.databind.JsonNode;

/** Members of an entry of a Go snapshot: one that is absent or null is empty, one of another type is refused. */
final class GoField {
    private GoField() {}

    static String text(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        if (absent(value)) {
            return "";
        }
        if (!value.isTextual()) {
            throw wrong(name, "a text", value);
        }
        return value.textValue();
    }

    static boolean flag(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        if (absent(value)) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    static int number(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        if (absent(value)) {
            return 0;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw wrong(name, "a whole number of 32 bits", value);
        }
        return value.intValue();
    }

    /** The number of an entry, which stands in it and is also what it stands under. */
    static long id(String key, JsonNode entry) {
        JsonNode value = entry.path("id");
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong("id", "a whole number", value);
        }
        if (!key.equals(Long.toString(value.longValue()))) {
            throw new IllegalArgumentException("its id is " + value + " but it stands under \"" + key + "\"");
        }
        return value.longValue();
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static IllegalArgumentException wrong(String name, String wanted, JsonNode value) {
        return new IllegalArgumentException("\"" + name + "\" must be " + wanted + " but is "
                + (value.isMissingNode()
                        ? "missing"
                        : value.isContainerNode()
                                ? "a JSON " + (value.isArray()
                                        ? "array"
                                        : "object")
                                : value.toString()));
    }
}
