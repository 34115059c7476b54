package io.pilothouse.identity.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.Verdict;
import io.pilothouse.spi.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol of the webhook, against a real server on loopback. */
class WebhookTest {
    private static final String GOOD = "{\"verified\":true,\"external_id\":\"ann@example.net\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OutboundHttp http = new TestContext(Path.of("target"), InstantSource.system()).http();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @FunctionalInterface
    private interface Reply {
        void send(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private Verdict ask(Reply reply, String secret, Duration timeout) {
        server.createContext("/id", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst(BodySignature.HEADER) + " " + body);
            try (exchange) {
                reply.send(exchange);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        try (IdentityProvider webhook = webhook("/id", secret, timeout)) {
            return webhook.verify(new Credential("t\u00f6k\"en", "key"));
        }
    }

    private Webhook webhook(String path, String secret, Duration timeout) {
        return new Webhook(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
                secret.isEmpty() ? Optional.empty() : Optional.of(new BodySignature(secret)), timeout, http);
    }

    private Verdict ask(int status, String body) {
        return ask(exchange -> send(exchange, status, body), "", PATIENCE);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String unavailable(Verdict verdict) {
        return assertInstanceOf(Verdict.Unavailable.class, verdict).text();
    }

    private static String rejected(Verdict verdict) {
        return assertInstanceOf(Verdict.Rejected.class, verdict).text();
    }

    @Test
    void postsTheTokenAndTakesTheIdentity() {
        assertEquals(new Verdict.Verified("ann@example.net"), ask(200, GOOD));
        assertEquals("POST application/json null {\"token\":\"t\u00f6k\\\"en\"}", asked.remove());
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        assertEquals(new Verdict.Verified("x"),
                ask(200, " {\"a\":[{}],\"external_id\":\"x\",\"error\":null,\"verified\":true}\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"verified\":false,\"error\":\"user not found\"}|identity verification rejected: user not found",
        "{\"verified\":false}|identity verification rejected: token not verified",
        "{\"external_id\":\"x\"}|identity verification rejected: token not verified",
        "{\"verified\":null,\"external_id\":\"x\",\"error\":\"\"}|identity verification rejected: token not verified",
        "{}|identity verification rejected: token not verified"})
    void takesANoForANo(String answer, String text) {
        assertEquals(text, rejected(ask(200, answer)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"nope|parse identity response: invalid character at byte 1",
        "{\"verified\":true,\"external_id\":\"x\"} x|parse identity response: invalid character at byte 36",
        "{\"verified\":true,\"external_id\":\"x\"}{}|parse identity response: invalid character after the object",
        "{\"verified\":true,\"external_id\":\"x|parse identity response: unexpected end of the answer",
        "{\"verified\":true|parse identity response: unexpected end of the answer",
        "[true]|parse identity response: the answer is no object",
        "'null'|parse identity response: the answer is no object",
        "''|parse identity response: the answer is empty",
        "{\"verified\":\"true\",\"external_id\":\"x\"}|parse identity response: verified must be true or false",
        "{\"verified\":1,\"external_id\":\"x\"}|parse identity response: verified must be true or false",
        "{\"verified\":true,\"external_id\":7}|parse identity response: external_id must be a string",
        "{\"verified\":false,\"verified\":true}|parse identity response: invalid character at byte 29",
        "{\"verified\":true,\"external_id\":\"\"}|identity webhook returned empty external_id",
        "{\"verified\":true}|identity webhook returned empty external_id"})
    void takesNothingElseForAYes(String answer, String text) {
        String found = unavailable(ask(200, answer));
        // Where exactly a parser stumbles is its own affair.
        assertEquals(text.replaceAll("\\d+$", "N"), found.replaceAll("\\d+$", "N"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 307, 429, 500, 503})
    void onlyTwoHundredIsAnAnswer(int status) {
        assertEquals("identity webhook returned status " + status,
                unavailable(ask(exchange -> {
                    exchange.getResponseHeaders().set("Location", "/other");
                    send(exchange, status, status == 204 ? "" : GOOD);
                }, "", PATIENCE)));
        assertEquals(1, asked.size());
    }

    /** Else a client with bad tokens could make the registry leave the webhook alone for everybody. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 422})
    void aBadTokenIsNoFailureOfTheWebhook(int status) {
        assertEquals("identity webhook returned status " + status, rejected(ask(status, GOOD)));
    }

    @Test
    void answersUpToFourKilobytes() {
        String start = "{\"verified\":true,\"external_id\":\"x\",\"pad\":\"";
        String fits = start + "x".repeat(4_096 - start.length() - 2) + "\"}";
        assertEquals(new Verdict.Verified("x"), ask(200, fits));
    }

    @Test
    void andNotOneMore() {
        String start = "{\"verified\":true,\"external_id\":\"x\",\"pad\":\"";
        assertEquals("parse identity response: the answer has more than 4096 bytes",
                unavailable(ask(200, start + "x".repeat(4_096 - start.length() - 1) + "\"}")));
    }

    @Test
    void neverWaitsForASlowOne() {
        String text = unavailable(ask(exchange -> end.await(), "", Duration.ofMillis(200)));
        assertTrue(text.startsWith("identity verification failed: "), text);
    }

    @Test
    void neverWaitsForADrippingOne() {
        String text = unavailable(ask(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            end.await();
        }, "", Duration.ofMillis(300)));
        assertTrue(text.startsWith("identity verification failed: "), text);
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Webhook webhook = new Webhook(URI.create("http://127.0.0.1:" + port + "/"), Optional.empty(), PATIENCE, http);
        String text = unavailable(webhook.verify(new Credential("t", "")));
        assertTrue(text.startsWith("identity verification failed: "), text);
    }

    @Test
    void bothSidesSignWithASecret() {
        Verdict verdict = ask(exchange -> {
            exchange.getResponseHeaders().set(BodySignature.HEADER,
                    new BodySignature("s3cret").of(GOOD.getBytes(StandardCharsets.UTF_8)));
            send(exchange, 200, GOOD);
        }, "s3cret", PATIENCE);
        assertEquals(new Verdict.Verified("ann@example.net"), verdict);
        String body = "{\"token\":\"t\u00f6k\\\"en\"}";
        assertEquals("POST application/json "
                + new BodySignature("s3cret").of(body.getBytes(StandardCharsets.UTF_8)) + " " + body, asked.remove());
    }

    /** RFC 4231, test case 2. */
    @Test
    void theSignatureIsHmacSha256InHexadecimal() {
        byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                new BodySignature("Jefe").of(body));
    }

    @Test
    void anUnsignedAnswerIsNoneWithASecret() {
        assertEquals("identity webhook response missing X-Pilot-Signature-256 header",
                unavailable(ask(exchange -> send(exchange, 200, GOOD), "s3cret", PATIENCE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "signature", "upper"})
    void aWrongSignatureIsNone(String kind) {
        String given = switch (kind) {
            case "signature" -> new BodySignature("other").of(GOOD.getBytes(StandardCharsets.UTF_8));
            case "upper" -> new BodySignature("s3cret").of(GOOD.getBytes(StandardCharsets.UTF_8))
                    .toUpperCase(Locale.ROOT);
            default -> kind;
        };
        assertEquals("identity webhook response signature mismatch", unavailable(ask(exchange -> {
            exchange.getResponseHeaders().set(BodySignature.HEADER, given);
            send(exchange, 200, GOOD);
        }, "s3cret", PATIENCE)));
    }

    /** The signature of one answer must not do for another. */
    @Test
    void aSignatureIsForItsOwnBody() {
        assertEquals("identity webhook response signature mismatch", unavailable(ask(exchange -> {
            exchange.getResponseHeaders().set(BodySignature.HEADER,
                    new BodySignature("s3cret").of("{\"verified\":false}".getBytes(StandardCharsets.UTF_8)));
            send(exchange, 200, GOOD);
        }, "s3cret", PATIENCE)));
    }
}
