package io.pilothouse.kernel.command;

import io.pilothouse.protocol.command.Command;

/**
 * A command that changes something beside the state, such as a plugin, for which it has to wait. It is answered when that is done
 * and recorded.
 *
 * @param <C> the command
 */
public non-sealed interface Errand<C extends Command> extends Handler<C> {
    /**
     * Checks who asks and what for.
     *
     * <p>Threads: many, event loops among them, so it never waits. Failure: a {@code Refusal}.
     *
     * @return what is left to do
     */
    Work begin(C command, Context context);

    /** The part of an errand that may wait. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * <p>Threads: one that is there for such work, one errand after the other. Failure: a {@code Refusal} or a decision to
         * refuse; nothing has changed then.
         *
         * @return what is to be recorded and answered
         */
        Decision carryOut();
    }
}
