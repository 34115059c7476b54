package io.pilothouse.sinks;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Parts of events as JSON. Threads: any. */
public final class JsonParts {
    private JsonParts() {}

    /** A member with a text, unless that is empty. */
    public static void text(JsonGenerator out, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            out.writeStringField(name, value);
        }
    }

    /** A member with an object of attributes, each with its type, in their order. */
    public static void attributes(JsonGenerator out, String name, Map<String, Object> attributes) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            out.writeFieldName(attribute.getKey());
            value(out, attribute.getValue());
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case Long number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case List<?> texts -> {
                out.writeStartArray();
                for (Object each : texts) {
                    out.writeString(String.valueOf(each));
                }
                out.writeEndArray();
            }
            default -> out.writeString(String.valueOf(value));
        }
    }
}
