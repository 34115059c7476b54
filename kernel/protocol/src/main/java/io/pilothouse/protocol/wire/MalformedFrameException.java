package io.pilothouse.protocol.wire;

/** A binary frame does not hold what its type says; the message is the text of the error frame that answers it. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String message) {
        // No stack trace: the peer's mistake, and a peer may make many.
        super(message, null, false, false);
    }
}
