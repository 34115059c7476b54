package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/** {@code get_webhook}: how the sending of events goes ({@code commands-enterprise.md} 10.2). */
public record GetWebhook() implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetWebhook, Ok> TYPE = new CommandType<>("get_webhook", GetWebhook.class,
            GetWebhook::read, Ok::read);

    static GetWebhook read(JsonObject in) {
        return new GetWebhook();
    }

    @Override
    public CommandType<GetWebhook, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }

    /**
     * The reply.
     *
     * @param enabled whether there is a webhook
     * @param url where events are sent, or empty
     * @param delivered events delivered
     * @param failed events that could not be delivered
     * @param dropped events dropped
     * @param dlqSize dead letters
     * @param webhookType the type of component that sends, empty for {@code http}
     * @param trouble why events wait, empty when they do not
     */
    public record Ok(boolean enabled, String url, long delivered, long failed, long dropped, long dlqSize,
            String webhookType, String trouble) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.flag("enabled"), in.text("url"), in.whole("delivered"), in.whole("failed"),
                    in.whole("dropped"), in.whole("dlq_size"), in.text("webhook_type"), in.text("trouble"));
        }

        @Override
        public void write(JsonWriter out) {
            out.flag("enabled", enabled).text("url", url).number("delivered", delivered).number("failed", failed)
                    .number("dropped", dropped).number("dlq_size", dlqSize).textIfAny("webhook_type", webhookType)
                    .textIfAny("trouble", trouble);
        }
    }
}
