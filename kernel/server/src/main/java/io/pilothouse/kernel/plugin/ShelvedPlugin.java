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
 * @param capabilities what it declared to need, such as {@code native}
 * @param factories what it can create; never empty
 */
public record ShelvedPlugin(String id, String version, String provider, Path folder, Set<String> capabilities,
        List<ComponentFactory<?>> factories) {
    public ShelvedPlugin {
        capabilities = Set.copyOf(capabilities);
        factories = List.copyOf(factories);
    }
}
