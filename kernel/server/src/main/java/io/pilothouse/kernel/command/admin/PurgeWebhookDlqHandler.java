package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PurgeWebhookDlq;

/** {@code purge_webhook_dlq}: ADMIN. What it says is done when the event of it is recorded. */
public record PurgeWebhookDlqHandler(Deliveries deliveries) implements Mutation<PurgeWebhookDlq> {
    @Override
    public CommandType<PurgeWebhookDlq, ?> type() {
        return PurgeWebhookDlq.TYPE;
    }

    @Override
    public Decision decide(PurgeWebhookDlq command, Context context) {
        return Sinks.order(command.sink(), "purge_webhook_dlq", AuditEvent.of(Deliveries.PURGED), context,
                deliveries, PurgeWebhookDlq.Ok::new);
    }
}
