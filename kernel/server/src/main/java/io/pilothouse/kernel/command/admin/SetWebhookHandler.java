package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.Unoffered;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetWebhook;

/** {@code set_webhook}: ADMIN. Stopping succeeds, since nothing is sent; starting is refused. */
public final class SetWebhookHandler implements Query<SetWebhook> {
    @Override
    public CommandType<SetWebhook, ?> type() {
        return SetWebhook.TYPE;
    }

    @Override
    public SetWebhook.Ok answer(SetWebhook command, Context context) {
        context.admin();
        if (command.url().isEmpty()) {
            return new SetWebhook.Ok(Unoffered.DISABLED, "");
        }
        throw Unoffered.refusal(type());
    }
}
