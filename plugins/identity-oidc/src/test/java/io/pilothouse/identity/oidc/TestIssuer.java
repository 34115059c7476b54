package io.pilothouse.identity.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.testkit.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on loopback, a clock that can be turned, and providers that ask the one by the other. */
final class TestIssuer implements AutoCloseable {
    static final String NAME = "https://id.example.net/";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OutboundHttp http = new TestContext(Path.of("target"), InstantSource.system()).http();
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile Instant now = Instant.ofEpochSecond(1_800_000_000);

    /** What stands at an address. */
    @FunctionalInterface
    interface Reply {
        void send(HttpExchange exchange) throws IOException, InterruptedException;
    }

    TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            asked.computeIfAbsent(path, unused -> new AtomicInteger()).incrementAndGet();
            try (exchange) {
                replies.getOrDefault(path, each -> send(each, 404, "not here")).send(exchange);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    void at(String path, Reply reply) {
        replies.put(path, reply);
    }

    void at(String path, int status, String body) {
        at(path, exchange -> send(exchange, status, body));
    }

    /** Publishes keys at {@code /keys}. */
    void publish(String... keys) {
        at("/keys", 200, "{\"keys\":[" + String.join(",", keys) + "]}");
    }

    int asked(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    long seconds() {
        return now.getEpochSecond();
    }

    InstantSource clock() {
        return () -> now;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    OutboundHttp http() {
        return http;
    }

    PublishedKeys keys(String path) {
        return new PublishedKeys(uri(path), NAME, Duration.ofSeconds(5), http);
    }

    OidcProvider provider(String path, ClaimRules rules, KeyBinding binding) {
        return new OidcProvider(Set.of(Algorithm.values()),
                new KeyCache(keys(path), clock(), Duration.ofHours(1)), rules, binding, "sub", clock());
    }

    OidcProvider provider(String path) {
        return provider(path, new ClaimRules(NAME, "bots", "", false), new KeyBinding(false));
    }

    /** Claims of a good token; further ones begin with a comma. */
    String claims(String more) {
        return "{\"iss\":\"" + NAME + "\",\"sub\":\"user-1\",\"aud\":\"bots\"" + more + "}";
    }

    String good() {
        return claims(",\"exp\":" + (seconds() + 300));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
