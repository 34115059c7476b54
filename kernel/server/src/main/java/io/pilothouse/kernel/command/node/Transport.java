package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.protocol.Endpoints;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.TransportEndpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a client may say about where it is. Entries that make no sense are dropped, because R1 clients expect a registration
 * to succeed all the same; limits as {@code commands-core.md} Part IV 12 proposes.
 */
final class Transport {
    /** Most local addresses, and most endpoints, that are kept of one node. */
    static final int MOST = 16;

    /** Longest local address in bytes: an IPv6 address with zone and port takes less. */
    static final int LONGEST_LOCAL = 64;

    /** Longest address of an endpoint in bytes: a DNS name of 253 characters takes more than any IP address. */
    static final int LONGEST_ENDPOINT = 256;

    private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,31}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,250}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,15})?");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._+-]{1,64}");

    private Transport() {}

    /** The address to store for a node that sent this from there; empty when it publishes none. */
    static String observed(String listenAddress, Source source) {
        try {
            return Endpoints.sanitise(listenAddress, InetAddress.ofLiteral(source.ip()), source.port());
        } catch (IllegalArgumentException noAddress) {
            // The registry itself has no address to show.
            return "";
        }
    }

    /** The local addresses that are an IP address with a port. */
    static List<String> localAddresses(List<String> sent) {
        return sent.stream().filter(Transport::local).limit(MOST).toList();
    }

    /** The endpoints whose address is a host with a port. */
    static List<TransportEndpoint> endpoints(List<TransportEndpoint> sent) {
        return sent.stream().filter(endpoint -> NETWORK.matcher(endpoint.network()).matches()
                && hostAndPort(endpoint.address(), LONGEST_ENDPOINT)).limit(MOST).toList();
    }

    /** Whether a text is a host with a port and not longer than this many bytes. */
    static boolean hostAndPort(String text, int longest) {
        return Label.utf8Length(text) <= longest
                && Endpoints.parse(text).filter(parsed -> HOST.matcher(parsed.host()).matches()).isPresent();
    }

    /** The version to store: the one sent if it is a version, otherwise the one before ({@code commands-core.md} IV 15). */
    static String version(String sent, String before) {
        return VERSION.matcher(sent).matches() ? sent : before;
    }

    private static boolean local(String text) {
        return Label.utf8Length(text) <= LONGEST_LOCAL
                && Endpoints.parse(text).filter(parsed -> address(parsed.host())).isPresent();
    }

    private static boolean address(String host) {
        if (!ADDRESS.matcher(host).matches()) {
            return false;
        }
        int zone = host.indexOf('%');
        String bare = zone < 0 ? host : host.substring(0, zone);
        // Short forms such as 10.1 are read differently by different clients.
        if (bare.indexOf(':') < 0 && bare.chars().filter(symbol -> symbol == '.').count() != 3) {
            return false;
        }
        try {
            return !InetAddress.ofLiteral(bare).isAnyLocalAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
