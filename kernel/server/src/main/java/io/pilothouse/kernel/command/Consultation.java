package io.pilothouse.kernel.command;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Reply;

/**
 * A command that changes nothing and answers with what an identity provider says.
 *
 * @param <C> the command
 */
public non-sealed interface Consultation<C extends Command> extends Handler<C> {
    /**
     * Checks who asks, and tells whom to ask and what.
     *
     * <p>Threads: many, event loops among them, so it never waits. Failure: a {@code Refusal}.
     */
    Inquiry inquiry(C command, Context context);

    /**
     * Answers.
     *
     * <p>Threads: many. Failure: a {@code Refusal}.
     */
    Reply answer(C command, IdentityEvidence evidence);
}
