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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the requests that the registry makes in a recorded scenario, answers each as was answered then, and compares what came
 * with what came then. So far for identity webhooks and key sets, which are asked while the exchange waits.
 *
 * <p>Threads: the server's, and the one that plays.
 */
final class Receiver implements AutoCloseable {
    /** What the recording has for its receiver, after {@link Capture} has put it in. */
    private static final String RECORDED = "127.0.0.1:9/";
    private static final String WEBHOOK = "id";
    /** The scenario in which all requests are compared; in others those to the identity webhook. */
    private static final String KEY_SETS = "validate-token";
    private static final Pattern PADDED = Pattern
            .compile("\\((\\d+) bytes: key set padded with spaces after the opening brace\\)");

    private final HttpServer server;
    private final Map<String, Queue<JsonNode>> answers = new HashMap<>();
    private final Map<String, Queue<String>> came = new HashMap<>();
    private final String own;
    private final String addressed;
    private final String keySet;

    /** Ready for the requests of one scenario. */
    Receiver(List<JsonNode> scenario) {
        scenario.stream().filter(Receiver::takes).forEach(line -> answers
                .computeIfAbsent(path(line), path -> new ArrayDeque<>()).add(line.get("answer")));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        own = "127.0.0.1:" + server.getAddress().getPort() + "/";
        addressed = scenario.getFirst().get("scenario").asText().equals(KEY_SETS) ? "" : WEBHOOK;
        keySet = scenario.stream().filter(line -> line.has("outbound") && path(line).equals("/jwks")).findFirst()
                .map(line -> line.get("answer").path("body").asText()).orElse("");
        server.createContext("/", this::answer);
        server.start();
    }

    /** Whether a line is a request that this compares. */
    static boolean takes(JsonNode line) {
        return line.has("outbound") && (line.get("scenario").asText().equals(KEY_SETS)
                || path(line).startsWith("/" + WEBHOOK));
    }

    private static String path(JsonNode line) {
        return line.get("outbound").get("path").asText();
    }

    /** The line with the address of this receiver in the place of the recorded one. */
    JsonNode addressed(JsonNode line) {
        String text = line.toString();
        return text.contains(RECORDED + addressed)
                ? Capture.parse(text.replace(RECORDED + addressed, own + addressed))
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
                Queue<JsonNode> left = answers.getOrDefault(path, new ArrayDeque<>());
                // What stands at an address goes on standing there, also for requests that the recording does not have.
                answer = left.size() > 1 || addressed.equals(WEBHOOK) ? left.poll() : left.peek();
            }
            if (answer == null || answer.path("closed").asBoolean()) {
                // Closing without a word ends the connection.
                return;
            }
            byte[] bytes = body(answer).getBytes(StandardCharsets.UTF_8);
            answer.path("headers").properties().forEach(header -> exchange.getResponseHeaders().set(header.getKey(),
                    header.getValue().asText().replace(RECORDED, own)));
            exchange.sendResponseHeaders(answer.path("status").asInt(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String body(JsonNode answer) {
        String body = answer.path("body").asText();
        Matcher padded = PADDED.matcher(body);
        return padded.matches()
                ? "{" + " ".repeat(Integer.parseInt(padded.group(1)) - keySet.length()) + keySet.substring(1)
                : body.replace(RECORDED, own);
    }

    private static String shown(String method, String type, String body) {
        return method + " " + (type == null ? "" : type) + " " + body;
    }

    /**
     * Lets requests pass that came while an exchange of R1 alone was played.
     *
     * @param recorded the requests of the recording that are still to be compared with one that came
     */
    synchronized void excuse(List<JsonNode> recorded) {
        came.forEach((path, requests) -> {
            long wanted = recorded.stream().filter(line -> path(line).equals(path)).count();
            while (requests.size() > wanted) {
                requests.remove();
            }
        });
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
