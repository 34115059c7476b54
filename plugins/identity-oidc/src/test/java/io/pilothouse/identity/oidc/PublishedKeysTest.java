package io.pilothouse.identity.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands at an issuer's address, friendly and hostile. */
class PublishedKeysTest {
    private static final String KEY = TestKeys.secret("a", TestKeys.SECRET, "");
    private static final String SET = "{\"keys\":[" + KEY + "]}";

    private final TestIssuer issuer = new TestIssuer();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        issuer.close();
    }

    private String failure(PublishedKeys keys) {
        return assertThrows(PublishedKeys.Unreachable.class, keys::fetch).getMessage();
    }

    private String failure(String body) {
        issuer.at("/keys", 200, body);
        return failure(issuer.keys("/keys"));
    }

    private PublishedKeys of(String issuerName, Duration timeout) {
        return new PublishedKeys(issuer.uri("/keys"), issuerName, timeout, issuer.http());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 65_536})
    void setsUpToTheLimit(int length) throws Exception {
        issuer.at("/keys", 200, "{" + " ".repeat(length - SET.length()) + SET.substring(1));
        assertEquals(1, issuer.keys("/keys").fetch().keys().size());
    }

    @Test
    void andNotOneByteMore() {
        assertEquals("fetch JWKS: the answer has more than 65536 bytes",
                failure("{" + " ".repeat(65_537 - SET.length()) + SET.substring(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 304, 400, 404, 429, 500, 503})
    void onlyTwoHundredIsAnAnswer(int status) {
        issuer.at("/keys", status, status == 204 || status == 304 ? "" : SET);
        assertEquals("JWKS endpoint returned status " + status, failure(issuer.keys("/keys")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"nope|invalid character at byte 0", "''|unexpected end of JSON input",
        "{\"keys\":[|unexpected end of JSON input", "[]|json: an object is needed, not an array",
        "{}|json: keys must be an array", "{\"keys\":{}}|json: keys must be an array",
        "{\"keys\":null}|json: keys must be an array", "{\"keys\":[]} x|invalid character at byte 13",
        "{\"keys\":[],\"keys\":[]}|invalid character at byte 18",
        "{\"keys\":[{\"kid\":\"a\",\"kid\":\"b\"}]}|invalid character at byte 27"})
    void whatIsNoSetIsNone(String body, String text) {
        // Where exactly a parser stumbles is its own affair.
        assertEquals("parse JWKS: " + text.replaceAll("\\d+$", "N"), failure(body).replaceAll("\\d+$", "N"));
    }

    @Test
    void depthIsRefusedBeforeItCosts() {
        assertTrue(failure("{\"keys\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}")
                .startsWith("parse JWKS: invalid character"));
    }

    @Test
    void whatIsWrongWithOneKeySpoilsNoOther() throws Exception {
        issuer.at("/keys", 200,
                "{\"keys\":[7,null,\"x\",[],{},{\"kid\":7,\"kty\":[]},{\"kty\":\"new\",\"kid\":\"n\"}," + KEY
                        + "],\"more\":{}}");
        KeySet keys = issuer.keys("/keys").fetch();
        assertEquals(8, keys.keys().size());
        assertEquals("a", keys.find("a").orElseThrow().id());
        assertTrue(keys.find("7").isEmpty());
    }

    @Test
    void neverWaitsForASlowOne() {
        issuer.at("/keys", exchange -> end.await());
        assertTrue(failure(of("", Duration.ofMillis(200))).startsWith("fetch JWKS: "));
    }

    @Test
    void neverWaitsForADrippingOne() {
        issuer.at("/keys", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            end.await();
        });
        assertTrue(failure(of("", Duration.ofMillis(300))).startsWith("fetch JWKS: "));
    }

    @Test
    void aCutAnswerIsNone() {
        issuer.at("/keys", exchange -> {
            exchange.sendResponseHeaders(200, SET.length());
            exchange.getResponseBody().write(SET.substring(0, 20).getBytes(StandardCharsets.UTF_8));
        });
        assertTrue(failure(issuer.keys("/keys")).startsWith("fetch JWKS: "));
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertTrue(failure(new PublishedKeys(URI.create("http://127.0.0.1:" + port + "/"), "", Duration.ofSeconds(5),
                issuer.http())).startsWith("fetch JWKS: "));
    }

    @Test
    void followsADiscoveryDocument() throws Exception {
        issuer.at("/keys", 200, "{\"issuer\":\"" + TestIssuer.NAME + "\",\"jwks_uri\":\"" + issuer.uri("/real")
                + "\",\"scopes_supported\":[\"openid\"]}");
        issuer.at("/real", 200, SET);
        assertEquals(TestIssuer.NAME, issuer.keys("/keys").fetch().issuer());
        assertEquals(TestIssuer.NAME, of("", Duration.ofSeconds(5)).fetch().issuer());
        assertEquals("the discovery document is of issuer \"https://id.example.net/\", the configured one is"
                + " \"https://id.example.net\"", failure(of("https://id.example.net", Duration.ofSeconds(5))));
        assertEquals(2, issuer.asked("/real"), "the keys of another issuer are not fetched");
    }

    @Test
    void discoveryDocumentsThatAreNone() {
        assertEquals("the discovery document is of issuer \"\", the configured one is \"https://id.example.net/\"",
                failure("{\"jwks_uri\":\"" + issuer.uri("/real") + "\"}"));
        String start = "{\"issuer\":\"" + TestIssuer.NAME + "\",\"jwks_uri\":";
        assertEquals("parse JWKS: json: jwks_uri must be a string", failure(start + "7}"));
        for (String elsewhere : new String[]{"\"file:///etc/passwd\"", "\"ftp://127.0.0.1/\"", "\"http://\"",
            "\"http://a b/\"", "\"jar:http://x!/\"", "\"mailto:a@b\""}) {
            assertTrue(failure(start + elsewhere + "}").startsWith("fetch JWKS: it is said to be at "), elsewhere);
        }
        issuer.at("/real", 200, start + "\"" + issuer.uri("/keys") + "\"}");
        assertEquals("parse JWKS: json: keys must be an array", failure(start + "\"" + issuer.uri("/real") + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsAFewRedirects(int status) throws Exception {
        redirect("/keys", status, issuer.uri("/second").toString());
        redirect("/second", status, "/third");
        issuer.at("/third", 200, SET);
        assertEquals(1, issuer.keys("/keys").fetch().keys().size());
    }

    private void redirect(String from, int status, String to) {
        issuer.at(from, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            TestIssuer.send(exchange, status, "");
        });
    }

    @Test
    void andNoCircle() {
        redirect("/keys", 302, "/keys");
        assertEquals("JWKS endpoint redirected more than 3 times", failure(issuer.keys("/keys")));
        assertEquals(4, issuer.asked("/keys"));
        redirect("/keys", 302, "file:///etc/passwd");
        assertTrue(failure(issuer.keys("/keys")).startsWith("fetch JWKS: it is said to be at an address"));
        issuer.at("/keys", 302, "");
        assertEquals("JWKS endpoint returned status 302", failure(issuer.keys("/keys")));
    }

    /** A protected address never leads to one that everybody on the way can change. */
    @Test
    void neverFromHttpsToHttp() {
        PublishedKeys keys = new PublishedKeys(URI.create("https://id.example.net/"), "", Duration.ofSeconds(5),
                request -> new OutboundHttp.Response(302,
                        Map.of("Location", List.of("http://id.example.net/keys")), new byte[0]));
        assertEquals("fetch JWKS: it is said to be at an address that does not begin with https://", failure(keys));
    }
}
