package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the kernel lends to one component. Whoever has a component made hands over the whole way out; the catalogue, through
 * which every component is made, narrows it to what the component's plugin declared.
 *
 * @param instance name of the instance in logs and metrics
 * @param dataFolder the folder that belongs to the instance alone; it exists
 * @param clock the clock of the registry
 * @param http the way out for HTTP
 * @param sockets the way out for everything else
 */
public record LentContext(String instance, Path dataFolder, InstantSource clock, OutboundHttp http,
        OutboundSockets sockets)
        implements
            ComponentContext {
    /** The same with a narrower way out. */
    static LentContext narrowed(ComponentContext whole, NarrowedWayOut narrow) {
        return new LentContext(whole.instance(), whole.dataFolder(), whole.clock(), narrow, narrow);
    }
}
