package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetIdpConfig;

/** {@code set_idp_config}: ADMIN. As in R1, the provider also takes the place of an identity webhook set before, and goes with it. */
public final class SetIdpConfigHandler implements Mutation<SetIdpConfig> {
    @Override
    public CommandType<SetIdpConfig, ?> type() {
        return SetIdpConfig.TYPE;
    }

    @Override
    public Decision decide(SetIdpConfig command, Context context) {
        Principal actor = context.admin();
        StateView state = context.state();
        Integration.Place place = Integration.Place.global(Integration.Kind.IDENTITY_PROVIDER);
        boolean clears = command.idpType().isEmpty() || command.url().isEmpty();
        Decision decision = Decision
                .reply(new SetIdpConfig.Ok(clears ? "disabled" : "enabled", clears ? "" : command.idpType()), actor);
        if (clears) {
            decision = Integrations.remove(decision, state, place, AuditEvent.of("idp.disabled"));
        } else {
            Integration provider = new Integrations.Builder(place, context.secrets())
                    .url(Integrations.http(command.url(), "set_idp_config")).setting("issuer", command.issuer())
                    .setting("client_id", command.clientId()).setting("tenant_id", command.tenantId())
                    .setting("domain", command.domain()).given(command.settings(), "set_idp_config")
                    .build(command.idpType(), NetworkId.BACKBONE, context.now());
            decision = Integrations.put(decision, state, provider,
                    AuditEvent.of("idp.configured").and("type", provider.type()).and("url", provider.url()));
        }
        return Integrations.remove(decision, state, Integration.Place.global(Integration.Kind.IDENTITY_WEBHOOK),
                AuditEvent.of("identity_webhook.disabled"));
    }
}
