package io.pilothouse.kernel.identity;

import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;

/** Makes the component that a configuration asks for. */
@FunctionalInterface
public interface ProviderMaker {
    /**
     * Makes it.
     *
     * <p>Threads: one at a time; it may block. Failure: {@link StartupException} with what the operator should change.
     */
    Guarded<IdentityProvider> make(Integration configured) throws StartupException;
}
