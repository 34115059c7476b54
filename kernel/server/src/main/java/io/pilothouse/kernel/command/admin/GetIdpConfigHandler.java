package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetIdpConfig;

/** {@code get_idp_config}: ADMIN. */
public final class GetIdpConfigHandler implements Query<GetIdpConfig> {
    @Override
    public CommandType<GetIdpConfig, ?> type() {
        return GetIdpConfig.TYPE;
    }

    @Override
    public GetIdpConfig.Ok answer(GetIdpConfig command, Context context) {
        context.admin();
        return new GetIdpConfig.Ok(Integrations.global(context.state(), Integration.Kind.IDENTITY_PROVIDER)
                .map(idp -> new GetIdpConfig.Provider(idp.type(), idp.url(), idp.setting("issuer"),
                        idp.setting("client_id"), idp.setting("tenant_id"), idp.setting("domain"))));
    }
}
