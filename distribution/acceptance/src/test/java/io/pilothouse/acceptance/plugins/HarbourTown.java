package io.pilothouse.acceptance.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The systems that the template's plugin talks to: a badge desk that knows one badge, and a place for lines. Threads: any. */
final class HarbourTown implements AutoCloseable {
    /** The badge. */
    static final String BADGE = "badge-17";
    /** Who wears it. */
    static final String HOLDER = "ann@example.com";
    private static final String TOKEN = "Bearer t-1";

    private final ObjectMapper json = new ObjectMapper();
    private final List<JsonNode> lines = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    HarbourTown() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/badges", this::badge);
        server.createContext("/lines", this::lines);
        server.start();
    }

    /** Where a path is. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The lines that came, in order of arrival. */
    List<JsonNode> lines() {
        return List.copyOf(lines);
    }

    private void badge(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known = text(exchange).equals(BADGE);
            byte[] holder = known ? HOLDER.getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.sendResponseHeaders(known ? 200 : 404, known ? holder.length : -1);
            exchange.getResponseBody().write(holder);
        }
    }

    private void lines(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean allowed = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            for (String line : text(exchange).split("\n")) {
                JsonNode event = json.readTree(line);
                if (allowed) {
                    lines.add(event);
                }
            }
            exchange.sendResponseHeaders(allowed ? 204 : 403, -1);
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
