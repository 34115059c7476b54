package io.pilothouse.kernel.command;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Reply;
import java.util.Optional;

/**
 * A command that changes what is stored.
 *
 * @param <C> the command
 */
public non-sealed interface Mutation<C extends Command> extends Handler<C> {
    /**
     * Decides on a draft of the state.
     *
     * <p>Threads: the committer's. Order: after the decisions of all earlier commands. Failure: a {@code Refusal}; nothing
     * changes then.
     */
    Decision decide(C command, Context context);

    /**
     * What somebody outside has to be asked before this is decided; the answer is in the caller of {@link #decide}, if anybody
     * was asked. What is true of it then must be looked at again there.
     *
     * <p>Threads: many, on the live state. Failure: a {@code Refusal}.
     */
    default Optional<Inquiry> inquiry(C command, Context context) {
        return Optional.empty();
    }

    /**
     * The answer when there is nothing to change, so that a poll of an empty inbox costs no journal record.
     *
     * <p>Threads: many, on the live state. Failure: a {@code Refusal} that {@link #decide} would throw too.
     */
    default Optional<Reply> answerWithoutChange(C command, Context context) {
        return Optional.empty();
    }
}
