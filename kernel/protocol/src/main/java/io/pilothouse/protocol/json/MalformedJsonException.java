package io.pilothouse.protocol.json;

/** The text is not JSON, or not an object. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        // No stack trace: the peer's mistake, and a peer may make many.
        super(message, null, false, false);
    }
}
