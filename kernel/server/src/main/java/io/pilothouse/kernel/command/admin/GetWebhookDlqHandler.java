package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetWebhookDlq;
import java.util.List;

/** {@code get_webhook_dlq}: ADMIN. Nothing is sent, so nothing is undeliverable. */
public final class GetWebhookDlqHandler implements Query<GetWebhookDlq> {
    @Override
    public CommandType<GetWebhookDlq, ?> type() {
        return GetWebhookDlq.TYPE;
    }

    @Override
    public GetWebhookDlq.Ok answer(GetWebhookDlq command, Context context) {
        context.admin();
        return new GetWebhookDlq.Ok(List.of(), 0);
    }
}
