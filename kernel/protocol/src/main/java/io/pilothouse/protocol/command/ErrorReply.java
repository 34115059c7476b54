package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * The answer {@code {"type":"error","error":…}} ({@code wire.md} 6).
 *
 * @param text what was wrong
 */
public record ErrorReply(String text) implements Reply {
    /** The value of {@code type}. */
    public static final String NAME = "error";

    static ErrorReply read(JsonObject in) {
        return new ErrorReply(in.text("error"));
    }

    @Override
    public void write(JsonWriter out) {
        out.text("error", text);
    }
}
