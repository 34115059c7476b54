package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.ComponentFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A plugin that is loaded in its own layer.
 *
 * @param id its name, unique on the shelf
 * @param version its own version
 * @param provider who made it
 * @param folder where its jars are
 * @param origin where it came from
 * @param admitted what the gate said of it
 * @param capabilities what it declared to need, such as {@code native}
 * @param reach whom it declared to connect to
 * @param factories what it can create; never empty
 */
public record ShelvedPlugin(String id, String version, String provider, Path folder, PluginOrigin origin,
        PluginGate.Admitted admitted, Set<String> capabilities, NetworkReach reach,
        List<ComponentFactory<?>> factories) {
    public ShelvedPlugin {
        capabilities = Set.copyOf(capabilities);
        factories = List.copyOf(factories);
    }
}
