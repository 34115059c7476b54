package io.pilothouse.client;

import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.json.JsonObject;

/** One frame that a registry sent. */
sealed interface Answer {
    /** A JSON message, in a frame of either form. */
    record Message(JsonObject body) implements Answer {}

    /** A native binary reply. */
    record Native(Reply reply) implements Answer {}

    /** A binary error frame. */
    record Failure(String text) implements Answer {}
}
