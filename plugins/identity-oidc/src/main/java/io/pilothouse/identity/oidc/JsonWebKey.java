package io.pilothouse.identity.oidc;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of a set as it was published (RFC 7517). What is wrong with it is told when it is used, so that one bad key spoils no
 * other.
 *
 * @param id its {@code kid}, or empty
 * @param members all it has
 */
record JsonWebKey(String id, Map<String, Object> members) {
    /** Above it a verification costs too much; nobody uses such keys. */
    private static final int MOST_RSA_BITS = 16_384;
    private static final int COORDINATE_521 = 66;

    static JsonWebKey of(Map<String, Object> members) {
        return new JsonWebKey(members.get("kid") instanceof String id ? id : "", members);
    }

    /**
     * The key for an algorithm: what it is published for is compared before anything is computed with it, so that a public key
     * never becomes a shared secret.
     */
    Key key(Algorithm algorithm) throws NotVerified {
        try {
            match(algorithm);
            return switch (algorithm.keyType()) {
                case "oct" -> secret(algorithm);
                case "RSA" -> rsa(algorithm);
                case "EC" -> built(Map.of("kty", "EC", "crv", algorithm.curve(), "x", coordinate("x", algorithm),
                        "y", coordinate("y", algorithm)));
                default -> built(Map.of("kty", "OKP", "crv", algorithm.curve(), "x", octets("x", 32)));
            };
        } catch (Json.Invalid wrong) {
            throw unusable(wrong.getMessage());
        }
    }

    private void match(Algorithm wanted) throws NotVerified, Json.Invalid {
        String algorithm = Json.text(members, "alg");
        if (!algorithm.isEmpty() && !algorithm.equals(wanted.id())) {
            throw NotVerified.malformed(
                    "algorithm mismatch: JWT header says " + wanted.id() + ", JWKS key says "
                            + Quoted.plain(algorithm));
        }
        String type = type();
        if (!type.equals(wanted.keyType())) {
            throw NotVerified.malformed("key type mismatch: " + wanted.id() + " requires " + wanted.keyType()
                    + " key, got " + Quoted.plain(type));
        }
        String curve = Json.text(members, "crv");
        if (!wanted.curve().isEmpty() && !wanted.curve().equals(curve)) {
            throw NotVerified.malformed("key type mismatch: " + wanted.id() + " requires curve " + wanted.curve()
                    + ", got " + Quoted.plain(curve));
        }
        String use = Json.text(members, "use");
        if (!use.isEmpty() && !use.equals("sig")) {
            throw unusable("it is published for " + Quoted.of(use) + ", not for signatures");
        }
        List<String> operations = Json.texts(members, "key_ops");
        if (members.get("key_ops") != null && !operations.contains("verify")) {
            throw unusable("it is not published for verifying, only for " + Quoted.of(String.join(",", operations)));
        }
    }

    /** R1 takes keys without {@code kty}, so what they are made of tells it. */
    private String type() throws Json.Invalid {
        String type = Json.text(members, "kty");
        if (!type.isEmpty()) {
            return type;
        }
        if (members.containsKey("n") && members.containsKey("e")) {
            return "RSA";
        }
        return members.containsKey("k") ? "oct" : "";
    }

    private Key secret(Algorithm algorithm) throws NotVerified, Json.Invalid {
        byte[] secret;
        try {
            secret = Base64Url.decode(Json.text(members, "k"));
        } catch (Base64Url.Illegal illegal) {
            throw NotVerified.malformed("decode HMAC key: " + illegal.getMessage());
        }
        if (secret.length * Byte.SIZE < algorithm.fewestBits()) {
            throw unusable("its secret has " + secret.length * Byte.SIZE + " bits; " + algorithm.id()
                    + " needs at least " + algorithm.fewestBits());
        }
        return new SecretKeySpec(secret, "HmacSHA" + algorithm.fewestBits());
    }

    private Key rsa(Algorithm algorithm) throws NotVerified, Json.Invalid {
        Key key = built(Map.of("kty", "RSA", "n", octets("n", 0), "e", octets("e", 0)));
        if (!(key instanceof RSAPublicKey rsa)) {
            throw unusable("it is no public RSA key");
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < algorithm.fewestBits() || bits > MOST_RSA_BITS) {
            throw unusable("its modulus has " + bits + " bits; at least " + algorithm.fewestBits() + " and at most "
                    + MOST_RSA_BITS + " are taken");
        }
        // 1 makes every text its own signature, an even one is no exponent.
        if (rsa.getPublicExponent().bitLength() < 2 || !rsa.getPublicExponent().testBit(0)
                || rsa.getPublicExponent().bitLength() > Long.SIZE) {
            throw unusable("its public exponent is none");
        }
        if (RocaFingerprint.of(rsa.getModulus())) {
            throw unusable("its primes can be found out (CVE-2017-15361); replace it");
        }
        return key;
    }

    private String coordinate(String name, Algorithm algorithm) throws NotVerified, Json.Invalid {
        return octets(name, algorithm == Algorithm.ES512
                ? COORDINATE_521
                : Integer.parseInt(
                        algorithm.name().substring(2)) / Byte.SIZE);
    }

    /** A member in base64, checked strictly here because the library is not strict; 0 for any length but none. */
    private String octets(String name, int length) throws NotVerified, Json.Invalid {
        String text = Json.text(members, name);
        try {
            int found = Base64Url.decode(text).length;
            if (found == 0 || length != 0 && found != length) {
                throw unusable("its member " + name + " has " + found + " bytes"
                        + (length == 0 ? "" : " in place of " + length));
            }
            return text;
        } catch (Base64Url.Illegal illegal) {
            throw unusable("its member " + name + ": " + illegal.getMessage());
        }
    }

    /** Only public members are handed on: a private key that somebody published by mistake is not made one here. */
    private Key built(Map<String, Object> published) throws NotVerified {
        try {
            return Jwks.builder().add(new LinkedHashMap<>(published)).build().toKey();
        } catch (JwtException | IllegalArgumentException | IllegalStateException refused) {
            throw unusable("it is no " + published.get("kty") + " key: " + refused.getMessage());
        }
    }

    private NotVerified unusable(String why) {
        return NotVerified.malformed("the JWKS key " + Quoted.of(id) + " cannot be used: " + why);
    }

    /** A key may be a secret. */
    @Override
    public String toString() {
        return "JsonWebKey[" + id + "]";
    }
}
