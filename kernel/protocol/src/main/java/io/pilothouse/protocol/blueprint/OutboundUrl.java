package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.AddressClass;
import io.pilothouse.protocol.Quoted;
import java.net.InetAddress;
import java.net.Inet4Address;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a registry may be told to connect ({@code commands-enterprise.md} 18). Names are not resolved here: whoever
 * connects must look at the resolved address again, by the same {@link AddressClass}. Loopback and private networks are allowed
 * here: whether they are connected to is a setting of the registry.
 */
public final class OutboundUrl {
    /** The schemes of webhooks, key sets and HTTP exports. */
    public static final List<String> WEB = List.of("http", "https");

    private static final List<String> SYSLOG = List.of("http", "https", "tcp", "udp", "tls", "syslog+tcp",
            "syslog+udp", "syslog+tls");

    private static final Pattern HOST_AND_PORT = Pattern.compile("[^/?#@\\s]+:[0-9]+");

    private OutboundUrl() {}

    /** What is wrong with a URL of one of these schemes; nothing when it is fine. */
    public static Optional<String> problem(String url, List<String> schemes) {
        if (blank(url)) {
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
            return problem(endpoint, SYSLOG).or(() -> unnumbered(endpoint));
        }
        if (!HOST_AND_PORT.matcher(endpoint).matches()) {
            return Optional.of("endpoint must be host:port or a URL, got " + Quoted.text(endpoint));
        }
        return authority(endpoint);
    }

    /** Syslog has no port that goes without saying: 514, 601 and 6514 are all in use. */
    private static Optional<String> unnumbered(String endpoint) {
        int start = endpoint.indexOf("://") + 3;
        String authority = beforeAny(endpoint.substring(start), "/?#\\");
        String location = authority.substring(authority.lastIndexOf('@') + 1);
        return endpoint.regionMatches(true, 0, "http", 0, 4) || location.matches(".*:[0-9]+")
                ? Optional.empty()
                : Optional.of("URL must have a port, for example "
                        + Quoted.text(endpoint.substring(0, start) + location.replaceFirst(":$", "") + ":514"));
    }

    /**
     * What is wrong with where a component of somebody else's is to connect, which may be anything: if it is a URL with a host, or
     * {@code host:port}, then that host.
     */
    public static Optional<String> anyProblem(String endpoint) {
        if (blank(endpoint)) {
            return Optional.of("it contains a space or control character");
        }
        int scheme = endpoint.indexOf("://");
        if (scheme >= 0) {
            return authority(beforeAny(endpoint.substring(scheme + 3), "/?#\\"));
        }
        return HOST_AND_PORT.matcher(endpoint).matches() ? authority(endpoint) : Optional.empty();
    }

    private static boolean blank(String text) {
        return text.chars().anyMatch(symbol -> symbol <= ' ' || symbol == 0x7F);
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
        if (AddressClass.metadataName(name)) {
            return Optional.of("URL cannot target cloud metadata endpoint " + name);
        }
        try {
            AddressClass target = AddressClass.of(address(host.startsWith("["), name));
            return target.reach() == AddressClass.Reach.REFUSED
                    ? Optional.of("URL cannot target " + target.name() + " address " + bare)
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
