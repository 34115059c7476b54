package io.pilothouse.identity.oidc;

import java.time.Instant;

/**
 * What claims must say. What is not configured is not looked at, as in R1.
 *
 * @param issuer who must have issued the token, or empty
 * @param audience whom it must be for, or empty
 * @param tenant the {@code tid} that it must have, or empty
 * @param expiry whether a token must expire
 */
record ClaimRules(String issuer, String audience, String tenant, boolean expiry) {
    /** How far clocks may be apart, in seconds. */
    private static final long SKEW = 60;

    /**
     * Checks the claims of a token whose signature was verified.
     *
     * @param discovered the issuer that a discovery document names, or empty
     */
    void check(Claims claims, String discovered, Instant at) throws NotVerified {
        String wanted = issuer.isEmpty() ? discovered : issuer;
        if (!wanted.isEmpty() && !wanted.equals(claims.issuer())) {
            throw NotVerified.rejected(
                    "issuer mismatch: got " + Quoted.of(claims.issuer()) + ", want " + Quoted.of(wanted));
        }
        if (!audience.isEmpty() && !claims.audience().contains(audience)) {
            throw NotVerified.rejected("audience mismatch: got ["
                    + Quoted.plain(String.join(" ", claims.audience())) + "], want " + Quoted.of(audience));
        }
        if (!tenant.isEmpty() && !tenant.equals(claims.all().get("tid"))) {
            throw NotVerified.rejected("tenant mismatch: got "
                    + Quoted.of(String.valueOf(claims.all().getOrDefault("tid", ""))) + ", want "
                    + Quoted.of(tenant));
        }
        long now = at.getEpochSecond();
        if (expiry && claims.expires() <= 0) {
            throw NotVerified.rejected("token never expires (no exp), and it must");
        }
        // Written so that no claim, however large, overflows.
        if (claims.expires() > 0 && claims.expires() < now - SKEW) {
            throw NotVerified.rejected("token expired at " + claims.expires() + " (now " + now + ")");
        }
        if (claims.notBefore() > 0 && claims.notBefore() > now + SKEW) {
            throw NotVerified.rejected("token not yet valid (nbf " + claims.notBefore() + ", now " + now + ")");
        }
    }
}
