package io.pilothouse.kernel.replication;

import java.io.IOException;

/** The primary and this standby do not go together; the text says why and what to do. */
final class FollowRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean isFinal;

    /**
     * A refusal.
     *
     * @param isFinal whether it cannot go away by itself
     */
    FollowRefusal(String text, boolean isFinal) {
        super(text);
        this.isFinal = isFinal;
    }

    /** Whether an operator must decide something before it can work. */
    boolean isFinal() {
        return isFinal;
    }
}
