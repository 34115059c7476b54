package io.pilothouse.webhook.http;

import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.testkit.PluginContract;

class HttpWebhookPluginTest extends PluginContract {
    @Override
    protected PilothousePlugin plugin() {
        return new HttpWebhookPlugin();
    }
}
