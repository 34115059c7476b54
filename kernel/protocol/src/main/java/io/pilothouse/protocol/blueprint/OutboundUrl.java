package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.Quoted;
import java.net.InetAddress;
import java.net.Inet4Address;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a registry may be told to connect ({@code commands-enterprise.md} 18). Names are not resolved here: whoever
 * connects must look at the resolved address again. Loopback and private networks are allowed.
 */
public final class OutboundUrl {
    /** The schemes of webhooks, key sets and HTTP exports. */
    public static final List<String> WEB = List.of("http", "https");

    private static final List<String> SYSLOG = List.of("http", "https", "tcp", "udp", "tls", "syslog+tcp",
            "syslog+udp", "syslog+tls");
    private static final Set<String> METADATA = Set.of("metadata.google.internal", "metadata.google.com",
            "ec2.internal", "instance-data-service.ec2.internal", "metadata.azure.com");

    private OutboundUrl() {}

    /** What is wrong with a URL of one of these schemes; nothing when it is fine. */
    public static Optional<String> problem(String url, List<String> schemes) {
        if (url.chars().anyMatch(symbol -> symbol <= ' ' || symbol == 0x7F)) {
            return Optional.of("invalid URL: it contains a space or control character");
        }
        int colon = url.indexOf(':');
        String scheme = colon > 0 && url.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")
                ? url.substring(0, colon).toLowerCase(Locale.ROOT)
                : "";
        if (!schemes.contains(scheme)) {
            return Optional.of("URL must use " + words(schemes) + " scheme, got " + Quoted.text(scheme));
        }
        String rest = url.substring(colon + 1);
        if (!rest.startsWith("//")) {
            return Optional.of("URL must have a host");
        }
        return authority(beforeAny(rest.substring(2), "/?#\\"));
    }

    /** What is wrong with the target of {@code syslog_cef}: a URL, or {@code host:port} alone. */
    public static Optional<String> syslogProblem(String endpoint) {
        if (endpoint.contains("://")) {
            return problem(endpoint, SYSLOG);
        }
        if (!endpoint.matches("[^/?#@\\s]+:[0-9]+")) {
            return Optional.of("endpoint must be host:port or a URL, got " + Quoted.text(endpoint));
        }
        return authority(endpoint);
    }

    /** The address without user name, password and query, so that it may be shown. */
    public static String withoutCredentials(String url) {
        String plain = beforeAny(url, "?#");
        int start = plain.indexOf("://");
        if (start < 0) {
            return plain;
        }
        String authority = beforeAny(plain.substring(start + 3), "/\\");
        String path = plain.substring(start + 3 + authority.length());
        return plain.substring(0, start + 3) + authority.substring(authority.lastIndexOf('@') + 1) + path;
    }

    private static Optional<String> authority(String authority) {
        String location = authority.substring(authority.lastIndexOf('@') + 1);
        int end = location.startsWith("[") ? location.indexOf(']') + 1 : beforeAny(location, ":").length();
        String host = location.substring(0, end);
        String port = location.substring(end);
        if (host.isEmpty()) {
            return Optional.of(location.startsWith("[")
                    ? "URL has an invalid host " + Quoted.text(location)
                    : "URL must have a host");
        }
        if (!port.matches("|:|:0*[1-9][0-9]{0,4}")
                || port.length() > 1 && Integer.parseInt(port.substring(1)) > 65_535) {
            return Optional.of("URL has an invalid port " + Quoted.text(port) + " (must be 1-65535)");
        }
        return host(host);
    }

    private static Optional<String> host(String host) {
        String bare = host.startsWith("[") ? beforeAny(host.substring(1, host.length() - 1), "%") : host;
        // Other letters and escapes could become dots and digits in the eyes of whoever connects.
        if (!bare.matches(host.startsWith("[") ? "[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*" : "[A-Za-z0-9._-]+")) {
            return Optional.of("URL has an invalid host " + Quoted.text(host));
        }
        String name = bare.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
        if (METADATA.contains(name)) {
            return Optional.of("URL cannot target cloud metadata endpoint " + name);
        }
        try {
            return linkLocal(address(host.startsWith("["), name))
                    ? Optional.of("URL cannot target link-local address " + bare)
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return host.startsWith("[")
                    ? Optional.of("URL has an invalid host " + Quoted.text(host))
                    : Optional.empty();
        }
    }

    /** Also of the old spellings of IPv4 in octal, hexadecimal or as one number, which some resolvers take. */
    private static InetAddress address(boolean bracketed, String text) {
        return bracketed ? InetAddress.ofLiteral(text) : Inet4Address.ofPosixLiteral(text);
    }

    private static boolean linkLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean embedded = bytes.length == 16 && (carriesIpv4(bytes, new int[]{0, 0}) || carriesIpv4(bytes,
                new int[]{0x64, 0xFF9B})) && (bytes[12] & 0xFF) == 169 && (bytes[13] & 0xFF) == 254;
        return embedded || address.isLinkLocalAddress() || address.isMCLinkLocal();
    }

    /** Whether the address is an IPv4 one in the form of IPv6: {@code ::a.b.c.d} or {@code 64:ff9b::a.b.c.d}. */
    private static boolean carriesIpv4(byte[] bytes, int[] prefix) {
        for (int i = 0; i < 12; i++) {
            int group = i / 2 < prefix.length ? prefix[i / 2] : 0;
            int wanted = i % 2 == 0 ? group >> 8 : group & 0xFF;
            if ((bytes[i] & 0xFF) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static String words(List<String> schemes) {
        return schemes.size() == 2
                ? String.join(" or ", schemes)
                : schemes.stream().limit(schemes.size() - 1L).collect(Collectors.joining(", ")) + " or "
                        + schemes.getLast();
    }

    private static String beforeAny(String text, String symbols) {
        for (int i = 0; i < text.length(); i++) {
            if (symbols.indexOf(text.charAt(i)) >= 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
