package io.pilothouse.kernel.outbound;

import io.pilothouse.protocol.blueprint.OutboundUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a request goes, taken apart once.
 *
 * @param encrypted whether by TLS
 * @param host as in the URL, IPv6 in brackets
 * @param port the port
 * @param named what the header {@code Host} says
 * @param path path and query as in the URL
 * @param authorization the header for user and password of the URL, or empty
 */
record Target(boolean encrypted, String host, int port, String named, String path, String authorization) {
    static Target of(URI uri) throws IOException {
        // The same check as when it was configured: what is in a journal may be older than the rule.
        String problem = OutboundUrl.problem(uri.toString(), OutboundUrl.WEB).orElse("");
        String authority = uri.getRawAuthority();
        if (!problem.isEmpty() || authority == null) {
            throw new IOException(problem.isEmpty() ? "URL must have a host" : problem);
        }
        boolean encrypted = uri.getScheme().equalsIgnoreCase("https");
        // Not from the URI: it knows no host names with an underscore.
        int at = authority.lastIndexOf('@');
        String location = authority.substring(at + 1);
        int colon = location.indexOf(':', location.indexOf(']') + 1);
        String host = colon < 0 ? location : location.substring(0, colon);
        String port = colon < 0 ? "" : location.substring(colon + 1);
        String path = (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return new Target(encrypted, host, port.isEmpty() ? encrypted ? 443 : 80 : Integer.parseInt(port),
                port.isEmpty() ? host : host + ":" + port, path, at < 0 ? "" : basic(authority.substring(0, at)));
    }

    private static String basic(String user) throws IOException {
        try {
            // A plus sign is one here.
            String clear = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
            String pair = clear.indexOf(':') < 0 ? clear + ":" : clear;
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            throw new IOException("URL has a malformed user or password", wrong);
        }
    }

    /** The name for SNI and for the check of the certificate. */
    String certified() {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.replaceFirst("\\.+$", "");
    }
}
