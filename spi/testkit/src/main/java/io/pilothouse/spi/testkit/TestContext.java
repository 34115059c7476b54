package io.pilothouse.spi.testkit;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the kernel lends, for tests: ways out that also lead to loopback addresses.
 *
 * @param instance name of the instance
 * @param dataFolder exists and is empty
 * @param clock the clock
 * @param http HTTP without redirects
 * @param sockets plain sockets
 */
public record TestContext(String instance, Path dataFolder, InstantSource clock, OutboundHttp http,
        OutboundSockets sockets) implements ComponentContext {
    /** With real ways out. */
    public TestContext(Path dataFolder, InstantSource clock) {
        this("test", dataFolder, clock, new LoopbackHttp(), new LoopbackSockets());
    }
}
