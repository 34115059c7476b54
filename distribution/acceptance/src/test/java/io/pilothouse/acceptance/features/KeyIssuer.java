package io.pilothouse.acceptance.features;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An OpenID issuer on loopback, which signs with RS256: a discovery document, a key set, tokens. It can change its key and be down. */
final class KeyIssuer implements AutoCloseable {
    static final String AUDIENCE = "bots";
    private static final byte[] SECRET = "thirty-two bytes of a secret ...".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile boolean down;
    private volatile String id = "key-1";
    private volatile KeyPair key = pair();

    KeyIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("/keys", () -> {
            fetched.incrementAndGet();
            return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"" + id + "\",\"n\":\"" + modulus()
                    + "\",\"e\":\"AQAB\"},{\"kty\":\"oct\",\"kid\":\"shared\",\"alg\":\"HS256\",\"k\":\""
                    + base64(SECRET)
                    + "\"}]}";
        });
        answer("/.well-known/openid-configuration",
                () -> "{\"issuer\":\"" + name() + "\",\"jwks_uri\":\"" + keys() + "\"}");
        server.start();
    }

    /** What stands at an address at the moment. */
    private interface Document {
        String text();
    }

    private void answer(String path, Document document) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] body = document.text().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(down ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private String modulus() {
        BigInteger modulus = ((RSAPublicKey) key.getPublic()).getModulus();
        byte[] bytes = modulus.toByteArray();
        return base64(Arrays.copyOfRange(bytes, bytes.length - modulus.bitLength() / 8, bytes.length));
    }

    String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String keys() {
        return name() + "/keys";
    }

    String discovery() {
        return name() + "/.well-known/openid-configuration";
    }

    /** How often the key set was fetched. */
    int fetched() {
        return fetched.get();
    }

    /** From now on it signs with another key, and publishes that one only. */
    void rotate(String newId) {
        key = pair();
        id = newId;
    }

    void down(boolean now) {
        down = now;
    }

    /** Claims of a good token of this issuer. */
    String claims(String subject) {
        return claims(subject, AUDIENCE, Instant.now().getEpochSecond() + 300);
    }

    String claims(String subject, String audience, long expires) {
        return "{\"iss\":\"" + name() + "\",\"sub\":\"" + subject + "\",\"aud\":\"" + audience + "\",\"exp\":" + expires
                + "}";
    }

    String token(String claims) {
        return token(id, claims);
    }

    String token(String keyId, String claims) {
        String text = text("RS256", keyId, claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A token whose maker takes the published key for a shared secret. */
    String confused(String claims) {
        return shared(id, claims, key.getPublic().getEncoded());
    }

    /** A token that is signed with the secret in the key set. */
    String shared(String claims) {
        return shared("shared", claims, SECRET);
    }

    private static String shared(String keyId, String claims, byte[] secret) {
        String text = text("HS256", keyId, claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String unsigned(String claims) {
        return text("none", id, claims) + ".";
    }

    private static String text(String algorithm, String keyId, String claims) {
        return base64(("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}")
                .getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
