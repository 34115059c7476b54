package io.pilothouse.webhook.soar;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Tells a SOAR platform of the events that its rules name. */
public final class SoarPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new SoarFactory());
    }
}
