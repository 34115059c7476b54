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
     * The answer when there is nothing to change, so that a poll of an empty inbox costs no journal record.
     *
     * <p>Threads: many, on the live state. Failure: a {@code Refusal} that {@link #decide} would throw too.
     */
    default Optional<Reply> answerWithoutChange(C command, Context context) {
        return Optional.empty();
    }
}
