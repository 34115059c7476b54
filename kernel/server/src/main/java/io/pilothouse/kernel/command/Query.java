package io.pilothouse.kernel.command;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Reply;

/**
 * A command that changes nothing that must survive.
 *
 * @param <C> the command
 */
public non-sealed interface Query<C extends Command> extends Handler<C> {
    /**
     * Answers from the live state.
     *
     * <p>Threads: many, event loops among them, so it never waits. Failure: a {@code Refusal}.
     */
    Reply answer(C command, Context context);
}
