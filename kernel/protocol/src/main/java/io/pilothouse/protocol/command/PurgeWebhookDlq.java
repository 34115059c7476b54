package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code purge_webhook_dlq}: forgets the dead letters of a sink. No R1 client sends it.
 *
 * @param sink which sink, for example {@code audit_export-0-0}; empty for the webhook of the registry
 */
public record PurgeWebhookDlq(String sink) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PurgeWebhookDlq, Ok> TYPE = new CommandType<>("purge_webhook_dlq",
            PurgeWebhookDlq.class, PurgeWebhookDlq::read, Ok::read);

    static PurgeWebhookDlq read(JsonObject in) {
        return new PurgeWebhookDlq(in.text("sink"));
    }

    @Override
    public CommandType<PurgeWebhookDlq, Ok> type() {
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
     * @param count how many dead letters were forgotten
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
