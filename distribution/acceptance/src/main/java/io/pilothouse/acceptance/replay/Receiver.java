package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Takes the requests that the registry makes in a recorded scenario, answers each as was answered then, and compares what came
 * with what came then. So far for identity webhooks, which are asked while the exchange waits.
 *
 * <p>Threads: the server's, and the one that plays.
 */
final class Receiver implements AutoCloseable {
    /** What the recording has for its receiver, after {@link Capture} has put it in. */
    private static final String RECORDED = "127.0.0.1:9/id";
    private static final String PATHS = "/id";

    private final HttpServer server;
    private final Map<String, Queue<JsonNode>> answers = new HashMap<>();
    private final Map<String, Queue<String>> came = new HashMap<>();

    /** Ready for the requests of one scenario. */
    Receiver(List<JsonNode> scenario) {
        scenario.stream().filter(Receiver::takes).forEach(line -> answers
                .computeIfAbsent(path(line), path -> new ArrayDeque<>()).add(line.get("answer")));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Whether a line is a request that this compares. */
    static boolean takes(JsonNode line) {
        return line.has("outbound") && path(line).startsWith(PATHS);
    }

    private static String path(JsonNode line) {
        return line.get("outbound").get("path").asText();
    }

    /** The line with the address of this receiver in the place of the recorded one. */
    JsonNode addressed(JsonNode line) {
        String text = line.toString();
        return text.contains(RECORDED)
                ? Capture.parse(text.replace(RECORDED, "127.0.0.1:" + server.getAddress().getPort() + "/id"))
                : line;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode answer;
            synchronized (this) {
                came.computeIfAbsent(path, unused -> new ArrayDeque<>()).add(shown(exchange.getRequestMethod(),
                        exchange.getRequestHeaders().getFirst("Content-Type"), body));
                answer = answers.getOrDefault(path, new ArrayDeque<>()).poll();
            }
            if (answer == null || answer.path("closed").asBoolean()) {
                // Closing without a word ends the connection.
                return;
            }
            byte[] bytes = answer.path("body").asText().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.path("status").asInt(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String shown(String method, String type, String body) {
        return method + " " + type + " " + body;
    }

    /** How the next request to the path of a recorded one differs from it. */
    synchronized Optional<String> difference(JsonNode line) {
        JsonNode recorded = line.get("outbound");
        String wanted = shown(recorded.get("method").asText(),
                recorded.path("headers").path("Content-Type").asText(), recorded.get("body").asText());
        String actual = came.getOrDefault(path(line), new ArrayDeque<>()).poll();
        return wanted.equals(actual)
                ? Optional.empty()
                : Optional.of("expected the request " + wanted + ", got " + (actual == null ? "none" : actual));
    }

    /** Requests that the recording does not have. */
    synchronized List<String> surplus() {
        return came.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(each -> entry.getKey() + ": " + each)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
