package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetIdpConfig;
import java.util.Optional;

/** {@code get_idp_config}: ADMIN. No provider can be configured by command, so there is none. */
public final class GetIdpConfigHandler implements Query<GetIdpConfig> {
    @Override
    public CommandType<GetIdpConfig, ?> type() {
        return GetIdpConfig.TYPE;
    }

    @Override
    public GetIdpConfig.Ok answer(GetIdpConfig command, Context context) {
        context.admin();
        return new GetIdpConfig.Ok(Optional.empty());
    }
}
