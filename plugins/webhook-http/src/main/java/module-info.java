/** Tells a webhook of every event over HTTP. */
module io.pilothouse.webhook.http {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.webhook.http.HttpWebhookPlugin;
}
