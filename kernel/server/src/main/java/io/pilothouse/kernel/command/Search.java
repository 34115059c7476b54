package io.pilothouse.kernel.command;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Reply;
import java.io.IOException;

/**
 * A command that changes nothing and reads what is stored, for which it has to wait.
 *
 * @param <C> the command
 */
public non-sealed interface Search<C extends Command> extends Handler<C> {
    /**
     * Checks who asks and what for.
     *
     * <p>Threads: many, event loops among them, so it never waits. Failure: a {@code Refusal}.
     *
     * @return what is left to do
     */
    Work begin(C command, Context context);

    /** The part of a search that may wait. */
    @FunctionalInterface
    interface Work {
        /**
         * Answers.
         *
         * <p>Threads: one of few that are there for such work. Failure: a {@code Refusal}, or an exception of the store.
         */
        Reply answer() throws IOException;
    }
}
