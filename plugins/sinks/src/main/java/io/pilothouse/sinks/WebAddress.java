package io.pilothouse.sinks;

import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.net.URISyntaxException;

/** An address for HTTP. Threads: any. */
public final class WebAddress {
    private WebAddress() {}

    /**
     * The value of the setting {@code url}.
     *
     * @throws StartupException when it is none; the text of a URL may hold a password, so it is not repeated
     */
    public static URI parse(String text) throws StartupException {
        try {
            URI uri = new URI(text);
            if (uri.getRawAuthority() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw malformed(malformed);
        }
        throw new StartupException("setting url must begin with http:// or https:// and name a host");
    }

    /** What is wrong with a text that cannot be taken apart, without that text. */
    public static StartupException malformed(URISyntaxException cause) {
        return new StartupException("setting url is no URL: " + cause.getReason() + " at character "
                + cause.getIndex());
    }
}
