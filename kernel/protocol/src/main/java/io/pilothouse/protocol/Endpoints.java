package io.pilothouse.protocol;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Text {@code host:port}, IPv6 hosts in brackets ({@code wire.md} 5). */
public final class Endpoints {
    private Endpoints() {}

    /**
     * Host and port of an endpoint.
     *
     * @param host a name or an address, without brackets; may be empty
     * @param port 1 … 65535
     */
    public record HostPort(String host, int port) {
        public HostPort {
            if (port < 1 || port > 0xFFFF) {
                throw new IllegalArgumentException("a port is 1 … 65535 but is " + port);
            }
        }

        /** The text; a host with a colon or a zone stands in brackets. */
        @Override
        public String toString() {
            boolean brackets = host.indexOf(':') >= 0 || host.indexOf('%') >= 0;
            return (brackets ? "[" + host + "]:" : host + ":") + port;
        }
    }

    /**
     * The address that is stored for a node ({@code wire.md} 5.1, R1): the source of its connection with the port that
     * the node names, because a node behind NAT does not know its own address and must not name another's.
     *
     * @param listenAddress what the node sent
     * @param source address of its end of the connection
     * @param sourcePort port of its end of the connection
     * @return empty when nothing was sent: the node then publishes no endpoint
     */
    public static String sanitise(String listenAddress, InetAddress source, int sourcePort) {
        if (listenAddress.isEmpty()) {
            return "";
        }
        int port = parse(listenAddress).map(HostPort::port).orElse(sourcePort);
        return new HostPort(text(source), port).toString();
    }

    /** Reads {@code host:port}; a port that is not a decimal number of 1 … 65535 does not parse. */
    public static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[")) {
            // The bracket must close right before the last colon, and only there.
            if (host.indexOf(']') != host.length() - 1) {
                return Optional.empty();
            }
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            return Optional.empty();
        }
        int port = port(text.substring(colon + 1));
        if (port == 0 || host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
            return Optional.empty();
        }
        return Optional.of(new HostPort(host, port));
    }

    /** The number, or 0 when the text is no port. */
    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return 0;
        }
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            port = port * 10 + digit;
        }
        return port > 0xFFFF ? 0 : port;
    }

    /** An address in its usual short form (RFC 5952); IPv4 in IPv6 as plain IPv4; the zone stays. */
    public static String text(InetAddress address) {
        if (!(address instanceof Inet6Address v6)) {
            return address.getHostAddress();
        }
        byte[] octets = v6.getAddress();
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (octets[2 * i] & 0xFF) << 8 | (octets[2 * i + 1] & 0xFF);
        }
        String full = v6.getHostAddress();
        int zone = full.indexOf('%');
        return shortened(groups) + (zone < 0 ? "" : full.substring(zone));
    }

    private static String shortened(int[] groups) {
        int from = 0;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int run = i;
            while (run < 8 && groups[run] == 0) {
                run++;
            }
            if (run - i > longest) {
                from = i;
                longest = run - i;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (longest > 1 && i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                boolean separate = !text.isEmpty() && text.charAt(text.length() - 1) != ':';
                text.append(separate ? ":" : "").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
