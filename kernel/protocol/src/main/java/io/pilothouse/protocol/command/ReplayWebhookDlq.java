package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code replay_webhook_dlq}: offers the dead letters of a sink once more; those that arrive then are no longer among them. No R1 client sends it.
 *
 * @param sink which sink, for example {@code audit_export-0-0}; empty for the webhook of the registry
 */
public record ReplayWebhookDlq(String sink) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ReplayWebhookDlq, Ok> TYPE = new CommandType<>("replay_webhook_dlq",
            ReplayWebhookDlq.class, ReplayWebhookDlq::read, Ok::read);

    static ReplayWebhookDlq read(JsonObject in) {
        return new ReplayWebhookDlq(in.text("sink"));
    }

    @Override
    public CommandType<ReplayWebhookDlq, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.textIfAny("sink", sink);
    }

    /**
     * The reply.
     *
     * @param sink the sink
     * @param count how many dead letters will be offered
     */
    public record Ok(String sink, long count) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.text("sink"), in.whole("count"));
        }

        @Override
        public void write(JsonWriter out) {
            out.text("sink", sink).number("count", count);
        }
    }
}
