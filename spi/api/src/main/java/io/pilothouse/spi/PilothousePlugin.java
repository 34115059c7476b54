package io.pilothouse.spi;

import java.util.List;

/**
 * The entry point of a plugin, provided with {@code provides … with …} in its module descriptor.
 *
 * <p>Threads: created and asked once, on the kernel's life-cycle thread. Order: before any component is created.
 * Failure: a throw keeps the plugin out, with the reason in the log.
 */
public interface PilothousePlugin {
    /** The kinds of component that this plugin can create; never empty. */
    List<ComponentFactory<?>> factories();
}
