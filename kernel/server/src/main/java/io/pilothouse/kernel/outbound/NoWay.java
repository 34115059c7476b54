package io.pilothouse.kernel.outbound;

/** The proxy is not there, or does not let through: there is no connection to the target. */
final class NoWay extends HttpLine.NotConnected {
    private static final long serialVersionUID = 1L;

    /** Whether the proxy would say the same of the target's other addresses. */
    private final boolean everywhere;

    NoWay(String message, Throwable cause, boolean everywhere) {
        super(message, cause);
        this.everywhere = everywhere;
    }

    boolean everywhere() {
        return everywhere;
    }
}
