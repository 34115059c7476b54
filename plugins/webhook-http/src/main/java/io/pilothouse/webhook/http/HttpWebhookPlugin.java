package io.pilothouse.webhook.http;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Tells a webhook of every event over HTTP. */
public final class HttpWebhookPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new HttpWebhookFactory());
    }
}
