package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.Command;

/** Is told of every request that was refused and left no record. */
@FunctionalInterface
public interface DenialWatch {
    /** Ignores them. */
    DenialWatch NONE = (command, source, refusal) -> {};

    /**
     * A request was refused, for whatever reason.
     *
     * <p>Threads: event loops and the committer's, so it must be quick whatever comes. Failure: must not throw.
     */
    void refused(Command command, Source source, Refusal refusal);
}
