package io.pilothouse.kernel.access;

/**
 * Where a request came from.
 *
 * @param ip address of the peer as text, IPv4 in plain form; {@code local} for the registry itself
 * @param port its port
 * @param encrypted whether the connection is TLS
 */
public record Source(String ip, int port, boolean encrypted) {
    /** The registry itself. */
    public static final Source LOCAL = new Source("local", 0, true);
}
