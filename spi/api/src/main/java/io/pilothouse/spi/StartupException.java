package io.pilothouse.spi;

/** A component cannot work as configured; the text tells the operator what was wrong and what would be right. */
public final class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
