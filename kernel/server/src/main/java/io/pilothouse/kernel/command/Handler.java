package io.pilothouse.kernel.command;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;

/**
 * What a command does. Handlers have no state of their own.
 *
 * @param <C> the command
 */
public sealed interface Handler<C extends Command> permits Query, Mutation, Search, Consultation, Errand {
    /** The command it handles. */
    CommandType<C, ?> type();

    /** Whether a standby answers it too ({@code commands-core.md} 3). */
    default boolean onStandby() {
        return false;
    }
}
