package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.Inquiry;
import java.util.function.Consumer;

/** Asks identity providers. */
@FunctionalInterface
public interface IdentityDesk {
    /**
     * Asks.
     *
     * <p>Threads: many, event loops among them, so it never waits. The evidence is told exactly once, here or later on another
     * thread. Failure: is evidence.
     */
    void ask(Inquiry inquiry, Consumer<IdentityEvidence> evidence);
}
