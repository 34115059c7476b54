package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetIdentityWebhook;

/** {@code set_identity_webhook}: ADMIN. It survives restarts. */
public final class SetIdentityWebhookHandler implements Mutation<SetIdentityWebhook> {
    @Override
    public CommandType<SetIdentityWebhook, ?> type() {
        return SetIdentityWebhook.TYPE;
    }

    @Override
    public Decision decide(SetIdentityWebhook command, Context context) {
        Principal actor = context.admin();
        Integration.Place place = Integration.Place.global(Integration.Kind.IDENTITY_WEBHOOK);
        if (command.url().isEmpty()) {
            return Integrations.remove(Decision.reply(new SetIdentityWebhook.Ok("disabled"), actor), context.state(),
                    place, AuditEvent.of("identity_webhook.disabled"));
        }
        Integration webhook = new Integrations.Builder(place, context.secrets())
                .url(Integrations.http(command.url(), "set_identity_webhook"))
                .secret(Integration.SECRET, command.secret()).build("webhook", NetworkId.BACKBONE, context.now());
        return Integrations.put(Decision.reply(new SetIdentityWebhook.Ok("enabled"), actor), context.state(), webhook,
                AuditEvent.of("identity_webhook.configured").and("url", webhook.url()));
    }
}
