package io.pilothouse.acceptance.features;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An identity webhook on loopback: the token says what it answers. A token that is an address is a good one. */
final class TokenIssuer implements AutoCloseable {
    private static final String HEADER = "X-Pilot-Signature-256";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wrong = new AtomicBoolean();
    private final String secret;

    /**
     * @param secret what it signs with and wants signed, empty for nothing
     */
    TokenIssuer(String secret) {
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/id";
    }

    /** The tokens so far. */
    Queue<String> asked() {
        return asked;
    }

    /** From now on the answers are signed with something else. */
    void forge() {
        wrong.set(true);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String token = new ObjectMapper().readTree(sent).path("token").asText();
            asked.add(token);
            switch (token) {
                case "hang" -> end.await();
                case "huge" -> huge(exchange);
                case "moved" -> {
                    exchange.getResponseHeaders().set("Location", url() + "?elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                }
                case "junk" -> send(exchange, "nope");
                case "nobody" -> send(exchange, "{\"verified\":true}");
                case "unknown" -> send(exchange, "{\"verified\":false,\"error\":\"user not found\"}");
                default -> {
                    boolean signed = secret.isEmpty()
                            || signature(sent).equals(exchange.getRequestHeaders().getFirst(HEADER));
                    send(exchange, signed && token.contains("@")
                            ? "{\"verified\":true,\"external_id\":\"" + token + "\"}"
                            : "{\"verified\":false}");
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void huge(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[65_536];
        while (end.getCount() > 0) {
            exchange.getResponseBody().write(block);
        }
    }

    private void send(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (!secret.isEmpty()) {
            exchange.getResponseHeaders().set(HEADER, wrong.get() ? "0".repeat(64) : signature(body));
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
