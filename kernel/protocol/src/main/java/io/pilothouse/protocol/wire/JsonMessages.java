package io.pilothouse.protocol.wire;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.CommandTypes;
import io.pilothouse.protocol.command.ErrorReply;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/** Bodies of JSON frames ({@code wire.md} 3). */
public final class JsonMessages {
    private JsonMessages() {}

    /**
     * The value of {@code type}; what is missing or no string is empty. {@code command} is an alias
     * ({@code commands-enterprise.md} 19).
     */
    public static String typeOf(JsonObject message) {
        String type = message.text("type");
        return type.isEmpty() ? message.text("command") : type;
    }

    /** The request in a message, or empty when no command has its type. */
    public static Optional<Request> request(JsonObject message) {
        return CommandTypes.named(typeOf(message)).map(type -> {
            Command command = type.reader().apply(message);
            Proof proof = new Proof(message.text("signature"), message.text("admin_token"), Seals.read(message));
            return new Request(command, proof, message.node("node_id"));
        });
    }

    /** Writes a request. */
    public static void write(Request request, JsonWriter out) {
        out.beginObject().text("type", request.command().type().name());
        request.command().write(out);
        out.textIfAny("signature", request.proof().signature()).textIfAny("admin_token",
                request.proof().adminToken());
        request.proof().seal().ifPresent(seal -> Seals.write(seal, out));
        out.endObject();
    }

    /** Writes the success reply of a command. */
    public static void write(CommandType<?, ?> type, Reply reply, JsonWriter out) {
        out.beginObject().text("type", type.replyName());
        reply.write(out);
        out.endObject();
    }

    /** Writes an error reply. */
    public static void write(ErrorReply error, JsonWriter out) {
        out.beginObject();
        error.write(out);
        out.text("type", ErrorReply.NAME).endObject();
    }
}
