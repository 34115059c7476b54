package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Lends each instance what a component may use, with a folder of its own in the registry's data folder. Threads: any.
 *
 * @param data the registry's data folder
 * @param clock the clock of the registry
 * @param http the way out for HTTP
 * @param sockets the way out for everything else
 */
public record Lender(Path data, InstantSource clock, OutboundHttp http, OutboundSockets sockets) {
    /**
     * What an instance gets.
     *
     * @throws StartupException if its folder cannot be made
     */
    public LentContext to(String instance) throws StartupException {
        try {
            return new LentContext(instance, Files.createDirectories(data.resolve("components").resolve(instance)),
                    clock, http, sockets);
        } catch (IOException failed) {
            throw new StartupException("the folder of " + instance + " cannot be made: " + failed, failed);
        }
    }

    /** What the store gets: the data folder is its own. */
    public LentContext toStore(String instance) {
        return new LentContext(instance, data, clock, http, sockets);
    }
}
