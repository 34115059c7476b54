package io.pilothouse.identity.oidc;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import io.jsonwebtoken.security.VerifySecureDigestRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;

/** Verifies signatures with the library. Threads: any. */
final class Signatures {
    private Signatures() {}

    /**
     * Verifies the signature of a token; the key was made for the algorithm.
     *
     * @throws NotVerified when it does not verify
     */
    static void verify(SignedToken token, Algorithm algorithm, Key key) throws NotVerified {
        byte[] signature;
        try {
            signature = Base64Url.decode(token.signature());
        } catch (Base64Url.Illegal illegal) {
            throw NotVerified.rejected("decode signature: " + illegal.getMessage());
        }
        if (signature.length == 0 || !verified(token, algorithm, key, signature)) {
            throw NotVerified.rejected(switch (algorithm.keyType()) {
                case "oct" -> "invalid HMAC signature";
                case "RSA" -> "invalid RSA signature: crypto/rsa: verification error";
                case "EC" -> "invalid ECDSA signature";
                default -> "invalid EdDSA signature";
            });
        }
    }

    @SuppressWarnings("unchecked") // The library looks at the key itself and refuses one that is not the algorithm's.
    private static boolean verified(SignedToken token, Algorithm algorithm, Key key, byte[] signature) {
        SecureDigestAlgorithm<?, Key> library = (SecureDigestAlgorithm<?, Key>) algorithm.library();
        try {
            return library.verify(new Question(token.signed(), key, signature));
        } catch (JwtException | IllegalArgumentException refused) {
            // How signatures of impossible length, or numbers out of range, are answered.
            return false;
        }
    }

    /** What the library is asked. */
    private record Question(byte[] signed, Key key, byte[] signature) implements VerifySecureDigestRequest<Key> {
        @Override
        public InputStream getPayload() {
            return new ByteArrayInputStream(signed);
        }

        @Override
        public byte[] getDigest() {
            return signature;
        }

        @Override
        public Key getKey() {
            return key;
        }

        @Override
        public Provider getProvider() {
            return null;
        }

        @Override
        public SecureRandom getSecureRandom() {
            return null;
        }
    }
}
