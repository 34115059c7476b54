package io.pilothouse.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.demo.Loopback.Answer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * An OpenID issuer: a discovery document, a key set with one RSA key made now, and tokens signed with RS256.
 *
 * <p>Threads: any.
 */
final class Issuer implements AutoCloseable {
    /** Whom its tokens are for. */
    static final String AUDIENCE = "bots";
    private static final String KEY_ID = "demo-1";
    private static final long LIFETIME_SECONDS = 600;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final KeyPair key = pair();
    private final Loopback http;

    Issuer() {
        http = new Loopback().at("/keys", request -> new Answer(200, keySet()))
                .at("/.well-known/openid-configuration", request -> new Answer(200, discovery())).start();
    }

    /** What tokens call it. */
    String name() {
        return http.url("/");
    }

    /** Where its discovery document is. */
    String discoveryUrl() {
        return http.url("/.well-known/openid-configuration");
    }

    /** A token that says that its bearer is this. */
    String token(String subject) {
        return signed(subject, key.getPrivate());
    }

    /** A token of the same looks, signed by somebody else. */
    String forged(String subject) {
        return signed(subject, pair().getPrivate());
    }

    private String discovery() {
        ObjectNode document = MAPPER.createObjectNode().put("issuer", name()).put("jwks_uri", http.url("/keys"));
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        return document.toString();
    }

    private String keySet() {
        RSAPublicKey published = (RSAPublicKey) key.getPublic();
        ObjectNode set = MAPPER.createObjectNode();
        set.putArray("keys").addObject().put("kty", "RSA").put("use", "sig").put("alg", "RS256").put("kid", KEY_ID)
                .put("n", base64(unsigned(published.getModulus())))
                .put("e", base64(unsigned(published.getPublicExponent())));
        return set.toString();
    }

    private String signed(String subject, PrivateKey with) {
        long now = Instant.now().getEpochSecond();
        String header = MAPPER.createObjectNode().put("alg", "RS256").put("typ", "JWT").put("kid", KEY_ID).toString();
        String claims = MAPPER.createObjectNode().put("iss", name()).put("sub", subject).put("aud", AUDIENCE)
                .put("iat", now).put("exp", now + LIFETIME_SECONDS).toString();
        String text = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(with);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("every Java signs with RSA", failed);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java makes RSA keys", missing);
        }
    }

    /** A key set has numbers without the leading zero that Java puts there for the sign. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        http.close();
    }
}
