package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ReplayWebhookDlq;

/** {@code replay_webhook_dlq}: ADMIN. What it says is done when the event of it is recorded. */
public record ReplayWebhookDlqHandler(Deliveries deliveries) implements Mutation<ReplayWebhookDlq> {
    @Override
    public CommandType<ReplayWebhookDlq, ?> type() {
        return ReplayWebhookDlq.TYPE;
    }

    @Override
    public Decision decide(ReplayWebhookDlq command, Context context) {
        return Sinks.order(command.sink(), "replay_webhook_dlq", AuditEvent.of(Deliveries.REPLAYED), context,
                deliveries, ReplayWebhookDlq.Ok::new);
    }
}
