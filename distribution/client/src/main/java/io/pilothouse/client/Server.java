package io.pilothouse.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a registry listens.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 1 … 65535
 */
public record Server(String host, int port) {
    private static final Pattern FORM = Pattern
            .compile("(?:\\[([0-9a-fA-F:.]+(?:%[^\\]]+)?)]|([^:\\[\\]\\s]+)):(\\d{1,5})");

    public Server {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host of a server must not be empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port of a server must be 1 … 65535 but is " + port);
        }
    }

    /**
     * Reads {@code host:port}; IPv6 addresses stand in brackets.
     *
     * @throws IllegalArgumentException with what would be right
     */
    public static Server parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a server is host:port, such as 127.0.0.1:9000 or [2001:db8::1]:9000, not '" + text + "'");
        }
        return new Server(form.group(1) == null ? form.group(2) : form.group(1), Integer.parseInt(form.group(3)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
