package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonWriter;

/** A success reply. */
public interface Reply {
    /** Writes the fields of the reply, without {@code type}. */
    void write(JsonWriter out);
}
