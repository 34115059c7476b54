package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.Unoffered;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetIdpConfig;

/** {@code set_idp_config}: ADMIN. Clearing succeeds, since nothing is configured; configuring is refused. */
public final class SetIdpConfigHandler implements Query<SetIdpConfig> {
    @Override
    public CommandType<SetIdpConfig, ?> type() {
        return SetIdpConfig.TYPE;
    }

    @Override
    public SetIdpConfig.Ok answer(SetIdpConfig command, Context context) {
        context.admin();
        if (command.idpType().isEmpty() || command.url().isEmpty()) {
            return new SetIdpConfig.Ok(Unoffered.DISABLED, "");
        }
        throw Unoffered.refusal(type());
    }
}
