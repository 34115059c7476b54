package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetWebhook;

/** {@code get_webhook}: ADMIN. */
public final class GetWebhookHandler implements Query<GetWebhook> {
    @Override
    public CommandType<GetWebhook, ?> type() {
        return GetWebhook.TYPE;
    }

    @Override
    public GetWebhook.Ok answer(GetWebhook command, Context context) {
        context.admin();
        return new GetWebhook.Ok(Integrations.global(context.state(), Integration.Kind.WEBHOOK).isPresent(),
                Integrations.global(context.state(), Integration.Kind.WEBHOOK).map(Integration::url).orElse(""), 0, 0,
                0,
                0);
    }
}
