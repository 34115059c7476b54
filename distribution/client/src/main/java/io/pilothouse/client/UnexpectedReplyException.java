package io.pilothouse.client;

/** The peer sent something that is no reply to the command: another protocol, or a defect. */
public final class UnexpectedReplyException extends RegistryException {
    private static final long serialVersionUID = 1L;

    UnexpectedReplyException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    RegistryException rethrown() {
        return new UnexpectedReplyException(getMessage(), this);
    }
}
