package io.pilothouse.identity.oidc;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What both factories have in common. */
final class OidcSettings {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Address of the issuer's key set (JWKS), or of its OpenID discovery document.");
    static final Setting<String> JWKS_URL = Setting.of("jwks-url", String.class, "",
            "Address of the key set where it is not to be taken from url; goes before it.");
    static final Setting<String> ISSUER = Setting.of("issuer", String.class, "",
            "Who must have issued a token (iss), letter by letter. Empty takes the issuer of the discovery document; without"
                    + " one, any whose tokens verify by the keys.");
    static final Setting<String> CLIENT_ID = Setting.of("client-id", String.class, "",
            "Whom a token must be for (aud). Empty takes tokens that the issuer made for anybody.");
    static final Setting<String> ALGORITHMS = Setting.of("algorithms", String.class,
            "RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512,EdDSA,HS256",
            "Signature algorithms to accept, separated by commas; HS384 and HS512 are there too. HS256 is verified by a key that"
                    + " is published as a shared secret, never by another.");
    static final Setting<Duration> TIMEOUT = Setting.of("timeout", Duration.class, Duration.ofSeconds(5),
            "How long fetching keys may take, at most 9s: the registry itself waits ten.");
    static final Setting<Duration> STALE_KEYS = Setting.of("stale-keys", Duration.class, Duration.ZERO,
            "How long after the last successful fetch keys serve while the key set cannot be fetched, from 5m to 24h; 0s for no"
                    + " longer than the five minutes for which they serve in any case. A key that the issuer has taken back is"
                    + " then still good for so long, and who can keep the registry from the issuer can use it.");
    static final Setting<String> EXTERNAL_ID = Setting.of("external-id", String.class, "sub",
            "The claim that names the holder, for example email. Take one that the issuer gives to nobody twice.");
    static final Setting<Boolean> EXPIRY_REQUIRED = Setting.of("expiry-required", Boolean.class, false,
            "Whether a token must expire (exp). Off as in R1, where one without never does.");
    static final Setting<Boolean> BINDING_REQUIRED = Setting.of("binding-required", Boolean.class, false,
            "Whether a token must be bound to the node's key (cnf with jwk or jkt). One that is bound to another key is"
                    + " refused in any case.");

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(9);
    private static final Duration LONGEST_STALE = Duration.ofHours(24);

    private OidcSettings() {}

    static List<Setting<?>> all() {
        return List.of(URL, JWKS_URL, ISSUER, CLIENT_ID, ALGORITHMS, TIMEOUT, STALE_KEYS, EXTERNAL_ID, EXPIRY_REQUIRED,
                BINDING_REQUIRED);
    }

    /** Makes a provider; nothing is fetched before the first token. */
    static IdentityProvider provider(Settings settings, String tenant, ComponentContext context)
            throws StartupException {
        Duration timeout = settings.value(TIMEOUT);
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new StartupException("setting timeout must be more than 0s and at most 9s; it is " + timeout);
        }
        Duration stale = settings.value(STALE_KEYS);
        if (!stale.isZero() && (stale.compareTo(KeyCache.FRESH) < 0 || stale.compareTo(LONGEST_STALE) > 0)) {
            throw new StartupException("setting stale-keys must be 0s or from 5m to 24h; it is " + stale);
        }
        String externalId = settings.value(EXTERNAL_ID);
        if (externalId.isEmpty()) {
            throw new StartupException("setting external-id must name a claim, for example sub");
        }
        URI address = settings.value(JWKS_URL).isEmpty()
                ? uri("url", settings.value(URL))
                : uri("jwks-url", settings.value(JWKS_URL));
        String issuer = settings.value(ISSUER);
        return new OidcProvider(algorithms(settings.value(ALGORITHMS)),
                new KeyCache(new PublishedKeys(address, issuer, timeout, context.http()), context.clock(), stale),
                new ClaimRules(issuer, settings.value(CLIENT_ID), tenant, settings.value(EXPIRY_REQUIRED)),
                new KeyBinding(settings.value(BINDING_REQUIRED)), externalId, context.clock());
    }

    private static Set<Algorithm> algorithms(String text) throws StartupException {
        try {
            return Algorithm.listed(text);
        } catch (IllegalArgumentException unknown) {
            throw new StartupException("setting algorithms: " + unknown.getMessage());
        }
    }

    /** The text of a URL may hold a password, so it is not repeated. */
    private static URI uri(String key, String text) throws StartupException {
        try {
            URI uri = new URI(text);
            if (uri.getRawAuthority() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw new StartupException("setting " + key + " is no URL: " + malformed.getReason() + " at character "
                    + malformed.getIndex());
        }
        throw new StartupException("setting " + key + " must begin with http:// or https:// and name a host");
    }
}
