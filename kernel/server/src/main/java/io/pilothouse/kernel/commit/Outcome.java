package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.Reply;

/** How a request ended. */
public sealed interface Outcome {
    /** It was done; a mutation is durable. */
    record Done(Reply reply) implements Outcome {}

    /** It was not done, and nothing changed. */
    record Refused(Refusal.Code code, String text) implements Outcome {
        static Refused because(Refusal refusal) {
            return new Refused(refusal.code(), refusal.getMessage());
        }
    }
}
