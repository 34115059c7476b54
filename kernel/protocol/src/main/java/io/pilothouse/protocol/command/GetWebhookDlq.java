package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/** {@code get_webhook_dlq}: events that could not be delivered ({@code commands-enterprise.md} 10.3). */
public record GetWebhookDlq() implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetWebhookDlq, Ok> TYPE = new CommandType<>("get_webhook_dlq", GetWebhookDlq.class,
            GetWebhookDlq::read, Ok::read);

    static GetWebhookDlq read(JsonObject in) {
        return new GetWebhookDlq();
    }

    @Override
    public CommandType<GetWebhookDlq, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }

    /**
     * The reply.
     *
     * @param events the events, oldest first
     * @param count how many there are
     */
    public record Ok(List<DeadLetter> events, long count) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "events", DeadLetter::read), in.whole("count"));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("events", events, DeadLetter::write).number("count", count);
        }
    }

    /**
     * One event.
     *
     * @param eventId its number
     * @param action what happened
     * @param timestamp when, RFC 3339
     * @param details its attributes, if any
     */
    public record DeadLetter(long eventId, String action, String timestamp, Optional<JsonObject> details) {
        static DeadLetter read(JsonObject in) {
            return new DeadLetter(in.whole("event_id"), in.text("action"), in.text("timestamp"), in.object("details"));
        }

        void write(JsonWriter out) {
            out.number("event_id", eventId).text("action", action).text("timestamp", timestamp);
            details.ifPresent(object -> out.value("details", object));
        }
    }
}
