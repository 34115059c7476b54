package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetWebhook;

/** {@code get_webhook}: ADMIN. */
public record GetWebhookHandler(Deliveries deliveries) implements Query<GetWebhook> {
    @Override
    public CommandType<GetWebhook, ?> type() {
        return GetWebhook.TYPE;
    }

    @Override
    public GetWebhook.Ok answer(GetWebhook command, Context context) {
        context.admin();
        return Integrations.global(context.state(), Integration.Kind.WEBHOOK).map(webhook -> {
            Deliveries.Progress progress = deliveries.progress(webhook.place());
            return new GetWebhook.Ok(true, webhook.url(), progress.delivered(), progress.failed(), progress.dropped(),
                    progress.deadLetters(), webhook.type().equals(SetWebhookHandler.HTTP) ? "" : webhook.type(),
                    progress.trouble());
        }).orElseGet(() -> new GetWebhook.Ok(false, "", 0, 0, 0, 0, "", ""));
    }
}
