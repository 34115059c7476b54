package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetWebhook;

/**
 * {@code set_webhook}: ADMIN. It survives restarts; the same again disturbs nothing.
 *
 * @param offered who can send
 */
public record SetWebhookHandler(Offered offered) implements Mutation<SetWebhook> {
    static final String HTTP = "http";

    @Override
    public CommandType<SetWebhook, ?> type() {
        return SetWebhook.TYPE;
    }

    @Override
    public Decision decide(SetWebhook command, Context context) {
        Principal actor = context.admin();
        Integration.Place place = Integrations.firstPlace(context.state(), Integration.Kind.WEBHOOK);
        if (command.url().isEmpty()) {
            return Integrations.remove(Decision.reply(new SetWebhook.Ok("disabled", ""), actor), context.state(), place,
                    AuditEvent.of("webhook.disabled"));
        }
        String type = command.webhookType().isEmpty() ? HTTP : command.webhookType();
        offered.check(Integration.Kind.WEBHOOK, type, "set_webhook");
        Integration webhook = new Integrations.Builder(place, context.secrets())
                .url(Integrations.http(command.url(), "set_webhook"))
                .given(command.settings(), "set_webhook").build(type, NetworkId.BACKBONE, context.now());
        return Integrations.put(Decision.reply(new SetWebhook.Ok("enabled", command.url()), actor), context.state(),
                webhook, AuditEvent.of("webhook.configured").and("type", type).and("url", webhook.url()));
    }
}
