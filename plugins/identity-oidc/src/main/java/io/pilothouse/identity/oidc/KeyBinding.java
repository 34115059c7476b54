package io.pilothouse.identity.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * Whether a token was made for the key that shows it (RFC 7800): {@code cnf} with the node's Ed25519 key as {@code jwk}, or with its
 * thumbprint as {@code jkt} (RFC 7638, 9449). Whoever steals such a token cannot use it with a key of their own.
 *
 * @param required whether a token must be so bound
 */
record KeyBinding(boolean required) {
    private static final int KEY_LENGTH = 32;

    /**
     * Checks it for a node; without a node, where a token is only looked at, there is nothing to check.
     *
     * @param publicKey the node's key in base64, or empty
     */
    void check(Claims claims, String publicKey) throws NotVerified {
        if (publicKey.isEmpty()) {
            return;
        }
        Object confirmation = claims.all().get("cnf");
        if (confirmation == null) {
            if (required) {
                throw NotVerified.rejected("token is not bound to a key (no cnf), and it must be");
            }
            return;
        }
        if (!(confirmation instanceof Map<?, ?> members) || !names(members, publicKey)) {
            throw NotVerified.rejected("token is bound to another key (cnf) than that of the node");
        }
    }

    /** Every member must be one that can be checked here and name the key; a certificate, for example, cannot. */
    private static boolean names(Map<?, ?> confirmation, String publicKey) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(publicKey);
        } catch (IllegalArgumentException noKey) {
            return false;
        }
        if (key.length != KEY_LENGTH || confirmation.isEmpty()) {
            return false;
        }
        String x = Base64Url.encode(key);
        return confirmation.entrySet().stream().allMatch(each -> switch (String.valueOf(each.getKey())) {
            case "jwk" -> each.getValue() instanceof Map<?, ?> jwk && "OKP".equals(jwk.get("kty"))
                    && "Ed25519".equals(jwk.get("crv")) && x.equals(jwk.get("x"));
            case "jkt" -> thumbprint(x).equals(each.getValue());
            default -> false;
        });
    }

    static String thumbprint(String x) {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256")
                    .digest(("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}")
                            .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
