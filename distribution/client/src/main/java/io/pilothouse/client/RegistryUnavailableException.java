package io.pilothouse.client;

/**
 * There is no connection, or it was lost before the reply came. A command that was sent may have been executed
 * nevertheless.
 */
public final class RegistryUnavailableException extends RegistryException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    RegistryException rethrown() {
        return new RegistryUnavailableException(getMessage(), this);
    }
}
