package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.spi.StartupException;

/** Makes the sink that a configuration asks for. */
@FunctionalInterface
interface SinkMaker {
    /**
     * Makes it.
     *
     * <p>Threads: many, for different sinks. Failure: {@link StartupException} with what the operator should change.
     */
    Sink make(Integration configured) throws StartupException;
}
