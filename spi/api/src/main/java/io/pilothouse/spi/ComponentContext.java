package io.pilothouse.spi;

import java.nio.file.Path;
import java.time.InstantSource;

/** What the kernel lends to one component instance for its life. */
public interface ComponentContext {
    /** Name of the instance in logs and metrics, for example {@code persistence-sqlite}. */
    String instance();

    /** The folder that belongs to this instance alone; it exists and is writable. */
    Path dataFolder();

    /** The clock to use, so that tests can turn it. */
    InstantSource clock();

    /** The way out for HTTP. */
    OutboundHttp http();

    /** The way out for everything else. */
    OutboundSockets sockets();
}
