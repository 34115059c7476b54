package io.pilothouse.cli;

/** What was asked for was looked at and is wrong; the program ends with code 1 and this text. */
public final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FailedException(String message) {
        super(message);
    }

    public FailedException(String message, Exception cause) {
        super(message, cause);
    }
}
