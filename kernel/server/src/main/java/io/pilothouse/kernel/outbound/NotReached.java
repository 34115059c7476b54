package io.pilothouse.kernel.outbound;

import java.net.ConnectException;

/** There is no connection to somebody else's system, so nothing was sent. */
final class NotReached extends ConnectException {
    private static final long serialVersionUID = 1L;

    NotReached(String message, Throwable cause) {
        super(message);
        initCause(cause);
    }
}
