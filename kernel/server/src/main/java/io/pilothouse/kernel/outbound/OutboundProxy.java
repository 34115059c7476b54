package io.pilothouse.kernel.outbound;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The operator's proxy for HTTP. Its text names it without user and password. Threads: any.
 */
public final class OutboundProxy {
    private static final Pattern FORM = Pattern.compile("(?i)(https?://)((?:[a-z0-9._~!$&'()*+;=,:-]|%[0-9a-f]{2})*@)?"
            + "([^@/?#\\\\:\\[\\]]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})/?");

    /** Which names of https targets the proxy resolves. The name of an http target is always told to it. */
    public enum Names {
        /** None: it is told a checked address, and a name that does not resolve here is not reached. */
        NEVER,
        /** Those that do not resolve here; of others it is told a checked address. */
        UNRESOLVED,
        /** All, after the addresses to which a name resolves here, if it does, were checked. */
        ALWAYS
    }

    private final Target at;
    private final DirectHosts direct;
    private final Names names;

    private OutboundProxy(Target at, DirectHosts direct, Names names) {
        this.at = at;
        this.direct = direct;
        this.names = names;
    }

    /**
     * Reads the settings.
     *
     * @param url {@code http://[user:password@]host:port}, or {@code https://} for TLS to the proxy itself; empty for none
     * @param except who is reached without it: names, addresses and ranges with commas between them
     * @param names which names it resolves
     * @throws IllegalArgumentException whose text begins with the setting that is wrong and shows no user and no password
     */
    public static Optional<OutboundProxy> of(String url, String except, Names names) {
        DirectHosts direct;
        try {
            direct = DirectHosts.of(except);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("outbound-proxy-except: " + wrong.getMessage(), wrong);
        }
        String stripped = url.strip();
        return stripped.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutboundProxy(target(stripped), direct, names));
    }

    private static Target target(String url) {
        if (!FORM.matcher(url).matches()) {
            // Nothing of it is shown: where a password begins in what is malformed nobody knows.
            throw new IllegalArgumentException("outbound-proxy must be http://HOST:PORT or https://HOST:PORT, with"
                    + " USER:PASSWORD@ before the host if it wants them; symbols in them such as @, / and : are written"
                    + " as %40, %2F and %3A");
        }
        try {
            return Target.of(new URI(url));
        } catch (IOException refused) {
            throw new IllegalArgumentException("outbound-proxy: " + refused.getMessage(), refused);
        } catch (URISyntaxException malformed) {
            // Its text, and that of its cause, is the whole value.
            throw new IllegalArgumentException("outbound-proxy has a malformed host");
        }
    }

    Target at() {
        return at;
    }

    DirectHosts direct() {
        return direct;
    }

    Names names() {
        return names;
    }

    @Override
    public String toString() {
        return (at.encrypted() ? "https://" : "http://") + at.named();
    }
}
