package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The way out to some hosts.
 *
 * @param http the kernel's way out for HTTP
 * @param sockets the kernel's way out for everything else
 * @param plugin who uses it
 * @param declared whether the plugin declared {@code network}
 * @param hosts names in lower case, or {@code *.} and the end of a name; empty for any host
 */
record NarrowedWayOut(OutboundHttp http, OutboundSockets sockets, String plugin, boolean declared,
        Optional<Set<String>> hosts) implements OutboundHttp, OutboundSockets {
    NarrowedWayOut {
        hosts = hosts.map(Set::copyOf);
    }

    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
        String authority = request.uri().getRawAuthority();
        check(authority == null ? "" : host(authority));
        return http.exchange(request);
    }

    @Override
    public Socket tcp(String host, int port, Duration deadline) throws IOException, InterruptedException {
        check(plain(host));
        return sockets.tcp(host, port, deadline);
    }

    @Override
    public Socket tls(String host, int port, Duration deadline) throws IOException, InterruptedException {
        check(plain(host));
        return sockets.tls(host, port, deadline);
    }

    @Override
    public DatagramSocket udp(String host, int port, Duration deadline) throws IOException, InterruptedException {
        check(plain(host));
        return sockets.udp(host, port, deadline);
    }

    private static String plain(String host) {
        return host(host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host);
    }

    private void check(String host) throws IOException {
        if (!declared) {
            throw new IOException("the plugin " + plugin + " may not connect to " + host
                    + ": its plugin.capabilities does not name network");
        }
        if (hosts.isPresent() && !allows(host, hosts.get())) {
            throw new IOException("the plugin " + plugin + " may not connect to " + host
                    + ": its plugin.network-hosts and its settings allow " + hosts.get().stream().sorted().toList());
        }
    }

    private static boolean allows(String host, Set<String> hosts) {
        return hosts.contains(host) || hosts.stream()
                .anyMatch(each -> each.startsWith("*.") && host.length() > each.length() - 1
                        && host.endsWith(each.substring(1)));
    }

    /** The host of an authority, taken apart as the way out does it: it knows names that {@code URI} does not. */
    static String host(String authority) {
        String location = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = location.indexOf(':', location.indexOf(']') + 1);
        String host = colon < 0 ? location : location.substring(0, colon);
        return host.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
    }
}
