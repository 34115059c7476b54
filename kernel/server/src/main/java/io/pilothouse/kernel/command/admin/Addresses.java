package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The addresses that commands may name ({@code commands-enterprise.md} 18); what a name leads to is checked when connecting. */
final class Addresses {
    private Addresses() {}

    /**
     * An address for HTTP.
     *
     * @param command what the refusal begins with
     */
    static String http(String url, String command) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException wrong) {
            throw refusal(command, "invalid URL: " + wrong.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refusal(command, "URL must use http or https scheme, got " + Quoted.text(scheme));
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw refusal(command, "URL must have a host");
        }
        return url;
    }

    private static Refusal refusal(String command, String what) {
        return new Refusal(Refusal.Code.INVALID, command + ": " + what);
    }
}
