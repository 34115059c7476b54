package io.pilothouse.identity.oidc;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.Verdict;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Verifies tokens. Threads: any. */
final class OidcProvider implements IdentityProvider {
    /** What is told of the holder beside the id, as far as the token has it. */
    private static final List<String> ATTRIBUTES = List.of("email", "preferred_username", "name", "groups", "roles",
            "tid");
    /** RFC 7519, RFC 9068; a token that is for something else (a logout, a proof of possession) is none to get in by. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");
    private static final String MEDIA = "application/";

    private final Set<Algorithm> algorithms;
    private final KeyCache keys;
    private final ClaimRules rules;
    private final KeyBinding binding;
    private final String externalId;
    private final InstantSource clock;

    /** With {@code externalId} for the claim that names the holder. */
    OidcProvider(Set<Algorithm> algorithms, KeyCache keys, ClaimRules rules, KeyBinding binding, String externalId,
            InstantSource clock) {
        this.algorithms = Set.copyOf(algorithms);
        this.keys = keys;
        this.rules = rules;
        this.binding = binding;
        this.externalId = externalId;
        this.clock = clock;
    }

    @Override
    public Verdict verify(Credential credential) {
        try {
            return verified(credential);
        } catch (NotVerified not) {
            return not.verdict();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Verdict.Unavailable("JWKS: fetch JWKS: it was interrupted");
        }
    }

    private Verdict verified(Credential credential) throws NotVerified, InterruptedException {
        SignedToken token = SignedToken.parse(credential.token());
        Claims claims = Claims.of(token);
        String type = token.type().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !TYPES.contains(type.startsWith(MEDIA) ? type.substring(MEDIA.length()) : type)) {
            throw SignedToken.invalid("its type is " + Quoted.of(token.type()) + ", not JWT");
        }
        Algorithm algorithm = Algorithm.of(token.algorithm()).filter(algorithms::contains)
                .orElseThrow(() -> NotVerified
                        .malformed("unsupported JWT algorithm: " + Quoted.plain(token.algorithm())));
        KeyCache.Found found = keys.find(token.keyId());
        Signatures.verify(token, algorithm, found.key().key(algorithm));
        rules.check(claims, found.issuer(), clock.instant());
        binding.check(claims, credential.publicKey());
        List<String> id = claims.texts(externalId);
        if (id.size() != 1 || id.getFirst().isEmpty()) {
            throw NotVerified.rejected("token names nobody: it has no claim " + externalId);
        }
        return new Verdict.Verified(id.getFirst(), attributes(claims));
    }

    private static Map<String, List<String>> attributes(Claims claims) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put("issuer", List.of(claims.issuer()));
        attributes.put("subject", List.of(claims.subject()));
        ATTRIBUTES.forEach(name -> {
            List<String> values = claims.texts(name);
            if (!values.isEmpty()) {
                attributes.put(name, values);
            }
        });
        return attributes;
    }

    @Override
    public void close() {
        // Every fetch has ended with the call that made it.
    }
}
