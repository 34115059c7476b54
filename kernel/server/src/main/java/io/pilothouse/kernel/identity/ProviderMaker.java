package io.pilothouse.kernel.identity;

import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import java.util.Optional;

/** Makes the component that a configuration asks for. */
@FunctionalInterface
public interface ProviderMaker {
    /**
     * Tells the type of the component that answers an inquiry; empty when there is none.
     *
     * <p>Threads: any.
     */
    default Optional<String> type(Integration configured, Inquiry.Purpose purpose) {
        return Optional.of(configured.type());
    }

    /**
     * Makes it.
     *
     * <p>Threads: one at a time; it may block. Failure: {@link StartupException} with what the operator should change.
     */
    Guarded<IdentityProvider> make(Integration configured, String type) throws StartupException;
}
