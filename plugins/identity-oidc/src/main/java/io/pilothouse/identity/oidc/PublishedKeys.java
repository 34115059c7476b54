package io.pilothouse.identity.oidc;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;

/**
 * Fetches the keys of an issuer: from a key set, or by way of an OpenID discovery document that names one. Which of both stands at
 * an address is told by what it answers.
 *
 * <p>Threads: any. Nothing is kept here.
 *
 * @param address where to begin
 * @param issuer who the discovery document must be of; empty takes any
 * @param timeout for all of it
 * @param http the way out
 */
record PublishedKeys(URI address, String issuer, Duration timeout, OutboundHttp http) {
    /** Longest document in bytes ({@code commands-enterprise.md} 6.7). */
    static final int LONGEST = 65_536;
    private static final int OK = 200;
    private static final int MOST_HOPS = 3;

    /** The keys cannot be had; the message is for the client and the operator. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    KeySet fetch() throws Unreachable, InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        try {
            Map<String, Object> document = document(address, until);
            if (document.containsKey("keys") || !document.containsKey("jwks_uri")) {
                return keys(document, "");
            }
            String named = Json.text(document, "issuer");
            if (named.isEmpty() || !issuer.isEmpty() && !issuer.equals(named)) {
                throw new Unreachable("the discovery document is of issuer " + Quoted.of(named)
                        + (issuer.isEmpty() ? "" : ", the configured one is " + Quoted.of(issuer)));
            }
            return keys(document(next(address, Json.text(document, "jwks_uri")), until), named);
        } catch (Json.Invalid wrong) {
            throw new Unreachable("parse JWKS: " + wrong.getMessage());
        }
    }

    private static KeySet keys(Map<String, Object> document, String issuer) throws Json.Invalid {
        return KeySet.of(document, issuer);
    }

    /** Follows redirects as R1 does, each hop by the checked way out. */
    private Map<String, Object> document(URI first, long until)
            throws Unreachable, Json.Invalid, InterruptedException {
        URI from = first;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            OutboundHttp.Response response = exchange(from, until);
            boolean moved = switch (response.status()) {
                case 301, 302, 303, 307, 308 -> response.header("Location").isPresent();
                default -> false;
            };
            if (!moved) {
                if (response.status() != OK) {
                    throw new Unreachable("JWKS endpoint returned status " + response.status());
                }
                return Json.object(response.body());
            }
            from = next(from, response.header("Location").orElseThrow());
        }
        throw new Unreachable("JWKS endpoint redirected more than " + MOST_HOPS + " times");
    }

    private OutboundHttp.Response exchange(URI from, long until) throws Unreachable, InterruptedException {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        if (!left.isPositive()) {
            throw new Unreachable("fetch JWKS: no answer within " + timeout.toMillis() + " ms");
        }
        try {
            return http.exchange(new OutboundHttp.Request("GET", from, Map.of("Accept", "application/json"),
                    new byte[0], LONGEST, left));
        } catch (IOException failed) {
            throw new Unreachable("fetch JWKS: " + failed.getMessage());
        }
    }

    /** Where a document or redirect leads; never from a protected connection to one that everybody can change. */
    private static URI next(URI from, String text) throws Unreachable {
        try {
            URI to = from.resolve(new URI(text));
            if (to.getRawAuthority() != null && ("https".equalsIgnoreCase(to.getScheme())
                    || "http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme()))) {
                return to;
            }
        } catch (URISyntaxException malformed) {
            throw new Unreachable("fetch JWKS: it is said to be at what is no URL");
        }
        throw new Unreachable("fetch JWKS: it is said to be at an address that does not begin with https://");
    }
}
