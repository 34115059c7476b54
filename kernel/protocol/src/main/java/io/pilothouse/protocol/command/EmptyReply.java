package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/** The success reply of commands that answer nothing but their {@code type}. */
public record EmptyReply() implements Reply {
    static EmptyReply read(JsonObject in) {
        return new EmptyReply();
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }
}
