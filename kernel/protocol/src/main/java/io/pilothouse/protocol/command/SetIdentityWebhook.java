package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_identity_webhook}: who verifies identity tokens ({@code commands-enterprise.md} 6.2).
 *
 * @param url where to ask, empty for nobody
 * @param secret what requests and answers are signed with, empty for unsigned ones
 */
public record SetIdentityWebhook(String url, String secret) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetIdentityWebhook, Ok> TYPE = new CommandType<>("set_identity_webhook",
            SetIdentityWebhook.class, SetIdentityWebhook::read, Ok::read);

    static SetIdentityWebhook read(JsonObject in) {
        return new SetIdentityWebhook(in.text("url"), in.text("secret"));
    }

    @Override
    public CommandType<SetIdentityWebhook, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("url", url).textIfAny("secret", secret);
    }

    /**
     * The reply.
     *
     * @param status {@code enabled} or {@code disabled}
     */
    public record Ok(String status) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.text("status"));
        }

        @Override
        public void write(JsonWriter out) {
            out.text("status", status);
        }
    }
}
