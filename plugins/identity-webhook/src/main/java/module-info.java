/** An identity provider that asks a webhook. */
module io.pilothouse.identity.webhook {
    requires com.fasterxml.jackson.core;
    requires io.pilothouse.spi;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.identity.webhook.WebhookPlugin;
}
