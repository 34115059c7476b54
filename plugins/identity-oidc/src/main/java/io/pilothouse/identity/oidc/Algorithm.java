package io.pilothouse.identity.oidc;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The algorithms that signatures may have. {@code none} is not among them, and there is no way to name it. */
enum Algorithm {
    RS256("RSA"), RS384("RSA"), RS512("RSA"), PS256("RSA"), PS384("RSA"), PS512("RSA"), ES256("EC", "P-256"), ES384(
            "EC", "P-384"), ES512("EC", "P-521"), EDDSA("OKP", "Ed25519"), HS256("oct"), HS384("oct"), HS512("oct");

    private final String keyType;
    private final String curve;

    Algorithm(String keyType) {
        this(keyType, "");
    }

    Algorithm(String keyType, String curve) {
        this.keyType = keyType;
        this.curve = curve;
    }

    /** As headers and keys have it; letters count as they are. */
    String id() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /** The {@code kty} of its keys. */
    String keyType() {
        return keyType;
    }

    /** The {@code crv} of its keys, empty where keys have none. */
    String curve() {
        return curve;
    }

    /** Fewest bits of a key: 2048 for RSA, as many as the hash has for HMAC. Curves have their own. */
    int fewestBits() {
        return switch (keyType) {
            case "RSA" -> 2_048;
            case "oct" -> Integer.parseInt(name().substring(2));
            default -> 0;
        };
    }

    SecureDigestAlgorithm<?, ?> library() {
        return Jwts.SIG.get().forKey(id());
    }

    static Optional<Algorithm> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /**
     * A list as operators write it.
     *
     * @throws IllegalArgumentException with what was wrong and what there is
     */
    static Set<Algorithm> listed(String text) {
        Set<Algorithm> all = EnumSet.noneOf(Algorithm.class);
        for (String each : text.split("[,\\s]+", -1)) {
            all.add(of(each).orElseThrow(() -> new IllegalArgumentException("\"" + each
                    + "\" is no algorithm; there are " + Arrays.stream(values()).map(Algorithm::id)
                            .collect(Collectors.joining(", ")))));
        }
        return all;
    }
}
