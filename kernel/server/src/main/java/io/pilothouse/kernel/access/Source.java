package io.pilothouse.kernel.access;

/**
 * Where a request came from.
 *
 * @param ip address of the peer as text, IPv4 in plain form; {@code local} for the registry itself
 * @param port its port
 * @param encrypted whether the connection is TLS
 * @param request number of the request in this process, 0 for none
 */
public record Source(String ip, int port, boolean encrypted, long request) {
    /** The registry itself. */
    public static final Source LOCAL = new Source("local", 0, true);
    /** Tells the requests of one run of the registry from those of another. */
    private static final String RUN = Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX);

    /** Where requests come from, before there is one. */
    public Source(String ip, int port, boolean encrypted) {
        this(ip, port, encrypted, 0);
    }

    /** The same place with a request. */
    public Source with(long number) {
        return new Source(ip, port, encrypted, number);
    }

    /** The id of the request; empty when there is none. */
    public String requestId() {
        return requestId(request);
    }

    /** The id of a request in this process, for example {@code t5k2qz-1f}; empty for 0. */
    public static String requestId(long number) {
        return number == 0 ? "" : RUN + "-" + Long.toString(number, Character.MAX_RADIX);
    }
}
