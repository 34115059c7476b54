package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.protocol.command.Request;
import java.util.function.Consumer;

/** Fulfils requests; what the protocol port needs to know of the kernel. */
public interface RequestProcessor {
    /**
     * Fulfils or refuses a request.
     *
     * <p>Threads: many, event loops among them, so it never waits. The outcome is told exactly once, on the caller's thread
     * before this returns or later on any other. Failure: is an outcome.
     */
    void process(Request request, Source source, Consumer<Outcome> outcome);

    /** The refusal of a message whose type no command has. */
    Outcome unknown(UnknownMessage message);
}
