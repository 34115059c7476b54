package io.pilothouse.protocol.command;

import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_webhook}: where events are sent ({@code commands-enterprise.md} 10.1).
 *
 * @param url where to send, empty to stop
 * @param webhookType the type of component that sends, empty for {@code http}; not of R1
 * @param settings what it is given besides; not of R1
 */
public record SetWebhook(String url, String webhookType, ComponentSettings settings) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetWebhook, Ok> TYPE = new CommandType<>("set_webhook", SetWebhook.class,
            SetWebhook::read, Ok::read);

    static SetWebhook read(JsonObject in) {
        return new SetWebhook(in.text("url"), in.text("webhook_type"), ComponentSettings.of(in));
    }

    /** As R1's clients send it. */
    public SetWebhook(String url) {
        this(url, "", ComponentSettings.NONE);
    }

    @Override
    public CommandType<SetWebhook, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("url", url).textIfAny("webhook_type", webhookType);
        settings.write(out);
    }

    /**
     * The reply.
     *
     * @param status {@code enabled} or {@code disabled}
     * @param url as sent
     */
    public record Ok(String status, String url) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.text("status"), in.text("url"));
        }

        @Override
        public void write(JsonWriter out) {
            out.text("status", status).text("url", url);
        }
    }
}
