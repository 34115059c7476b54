package io.pilothouse.identity.webhook;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Offers the identity provider of type {@code webhook}. */
public final class WebhookPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new WebhookFactory());
    }
}
