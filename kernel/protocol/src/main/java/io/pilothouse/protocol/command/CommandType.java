package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import java.util.function.Function;

/**
 * One command of the protocol and how its two messages are read.
 *
 * @param name the value of {@code type} in a request
 * @param command the class of the command
 * @param reader reads a command from a request
 * @param replyReader reads its success reply
 * @param <C> the command
 * @param <R> its success reply
 */
public record CommandType<C extends Command, R extends Reply>(String name, Class<C> command,
        Function<JsonObject, C> reader, Function<JsonObject, R> replyReader) {
    /** The value of {@code type} in the success reply. */
    public String replyName() {
        return name + "_ok";
    }

    @Override
    public String toString() {
        return name;
    }
}
