package io.pilothouse.kernel.boot;

import io.pilothouse.spi.StartupException;
import java.net.InetSocketAddress;

/** Reads {@code host:port} settings. */
final class Addresses {
    private Addresses() {}

    /** The address to listen on; an empty host is every interface. */
    static InetSocketAddress parse(String key, String text) throws StartupException {
        int colon = text.lastIndexOf(':');
        if (colon >= 0) {
            String host = text.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                InetSocketAddress address = host.isEmpty()
                        ? new InetSocketAddress(port)
                        : new InetSocketAddress(host, port);
                if (!address.isUnresolved()) {
                    return address;
                }
                throw new StartupException(key + ": the host of " + text + " cannot be resolved");
            } catch (IllegalArgumentException malformed) {
                throw wrong(key, text, malformed);
            }
        }
        throw wrong(key, text, null);
    }

    private static StartupException wrong(String key, String text, Exception cause) {
        return new StartupException(key + ": " + text + " is no host:port, for example 127.0.0.1:9000", cause);
    }

    /** The text form, IPv6 in brackets. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Where a program on this machine reaches it: an address of all interfaces is none to connect to. */
    static String reachable(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress() ? "127.0.0.1:" + address.getPort() : text(address);
    }
}
