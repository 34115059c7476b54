package io.pilothouse.identity.oidc;

import java.util.List;
import java.util.Map;

/**
 * What a token says.
 *
 * @param issuer {@code iss}, or empty
 * @param subject {@code sub}, or empty
 * @param audience {@code aud} as a list
 * @param expires {@code exp} in seconds since 1970; 0 and below is never, as in R1
 * @param notBefore {@code nbf} in seconds since 1970; 0 and below is always
 * @param all every claim by its name
 */
record Claims(String issuer, String subject, List<String> audience, long expires, long notBefore,
        Map<String, Object> all) {
    /** Reads claims; what has another type than it should makes the token none. */
    static Claims of(SignedToken token) throws NotVerified {
        try {
            Map<String, Object> all = Json.object(token.payload());
            // Nothing follows from it; but a token with a time that is none is none.
            Json.whole(all, "iat");
            return new Claims(Json.text(all, "iss"), Json.text(all, "sub"), audience(all), Json.whole(all, "exp"),
                    Json.whole(all, "nbf"), all);
        } catch (Json.Invalid wrong) {
            throw SignedToken.invalid("parse JWT claims: " + wrong.getMessage());
        }
    }

    private static List<String> audience(Map<String, Object> all) throws Json.Invalid {
        if (all.get("aud") instanceof String one) {
            return List.of(one);
        }
        try {
            return Json.texts(all, "aud");
        } catch (Json.Invalid wrong) {
            throw new Json.Invalid("aud must be string or []string");
        }
    }

    /** A claim that is a string or an array of strings, as a list; anything else is none. */
    List<String> texts(String name) {
        return switch (all.get(name)) {
            case String one -> List.of(one);
            case List<?> several when several.stream().allMatch(String.class::isInstance) ->
                several.stream().map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /** Claims are about people. */
    @Override
    public String toString() {
        return "Claims[" + issuer + "]";
    }
}
