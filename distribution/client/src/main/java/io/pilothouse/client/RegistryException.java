package io.pilothouse.client;

/** A command brought no success reply. */
public abstract sealed class RegistryException extends RuntimeException
        permits RegistryRefusal, RegistryUnavailableException, UnexpectedReplyException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with the stack trace of the thread that waited. */
    abstract RegistryException rethrown();
}
