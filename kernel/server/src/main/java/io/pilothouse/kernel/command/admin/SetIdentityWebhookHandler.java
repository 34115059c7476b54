package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.Unoffered;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetIdentityWebhook;

/** {@code set_identity_webhook}: ADMIN. Stopping succeeds, since nobody is asked; starting is refused. */
public final class SetIdentityWebhookHandler implements Query<SetIdentityWebhook> {
    @Override
    public CommandType<SetIdentityWebhook, ?> type() {
        return SetIdentityWebhook.TYPE;
    }

    @Override
    public SetIdentityWebhook.Ok answer(SetIdentityWebhook command, Context context) {
        context.admin();
        if (command.url().isEmpty()) {
            return new SetIdentityWebhook.Ok(Unoffered.DISABLED);
        }
        throw Unoffered.refusal(type());
    }
}
