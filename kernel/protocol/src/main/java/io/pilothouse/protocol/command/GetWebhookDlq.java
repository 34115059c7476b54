package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code get_webhook_dlq}: events that could not be delivered ({@code commands-enterprise.md} 10.3).
 *
 * @param sink which sink, for example {@code audit_export-0-0}; empty for the webhook of the registry. No R1 client sends it
 */
public record GetWebhookDlq(String sink) implements EnterpriseCommand {
    /** Of the webhook of the registry. */
    public GetWebhookDlq() {
        this("");
    }

    /** The entry in the table of commands. */
    public static final CommandType<GetWebhookDlq, Ok> TYPE = new CommandType<>("get_webhook_dlq", GetWebhookDlq.class,
            GetWebhookDlq::read, Ok::read);

    static GetWebhookDlq read(JsonObject in) {
        return new GetWebhookDlq(in.text("sink"));
    }

    @Override
    public CommandType<GetWebhookDlq, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.textIfAny("sink", sink);
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
     * @param reason why it was given up; R1 does not say
     */
    public record DeadLetter(long eventId, String action, String timestamp, Optional<JsonObject> details,
            String reason) {
        static DeadLetter read(JsonObject in) {
            return new DeadLetter(in.whole("event_id"), in.text("action"), in.text("timestamp"), in.object("details"),
                    in.text("reason"));
        }

        void write(JsonWriter out) {
            out.number("event_id", eventId).text("action", action).text("timestamp", timestamp);
            details.ifPresent(object -> out.value("details", object));
            out.textIfAny("reason", reason);
        }
    }
}
