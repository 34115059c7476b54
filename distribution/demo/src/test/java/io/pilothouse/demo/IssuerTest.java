package io.pilothouse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class IssuerTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static JsonNode fetched(String url) throws Exception {
        return MAPPER.readTree(Caller.fetch(url).body());
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static PublicKey key(JsonNode published) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(
                new BigInteger(1, bytes(published.path("n").asText())),
                new BigInteger(1, bytes(published.path("e").asText()))));
    }

    private static boolean verifies(String token, PublicKey key) throws GeneralSecurityException {
        int dot = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(bytes(token.substring(dot + 1)));
    }

    @Test
    void whatItSignsItsPublishedKeyVerifies() throws Exception {
        try (Issuer issuer = new Issuer()) {
            JsonNode discovery = fetched(issuer.discoveryUrl());
            assertEquals(issuer.name(), discovery.path("issuer").asText());
            JsonNode published = fetched(discovery.path("jwks_uri").asText()).path("keys").path(0);
            assertEquals("RSA RS256", published.path("kty").asText() + " " + published.path("alg").asText());
            String token = issuer.token("ops@example.net");
            assertTrue(verifies(token, key(published)));
            assertFalse(verifies(issuer.forged("ops@example.net"), key(published)));
            JsonNode header = MAPPER.readTree(bytes(token.split("\\.")[0]));
            assertEquals(published.path("kid"), header.path("kid"));
            JsonNode claims = MAPPER.readTree(bytes(token.split("\\.")[1]));
            assertEquals(issuer.name() + " ops@example.net " + Issuer.AUDIENCE, claims.path("iss").asText() + " "
                    + claims.path("sub").asText() + " " + claims.path("aud").asText());
            assertTrue(claims.path("exp").asLong() > Instant.now().getEpochSecond());
        }
    }
}
