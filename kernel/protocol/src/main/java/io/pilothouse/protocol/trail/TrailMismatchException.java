package io.pilothouse.protocol.trail;

/** A trail is not what it should be; the message says where and what. */
public final class TrailMismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    TrailMismatchException(String message) {
        super(message);
    }

    TrailMismatchException(String message, Exception cause) {
        super(message, cause);
    }
}
