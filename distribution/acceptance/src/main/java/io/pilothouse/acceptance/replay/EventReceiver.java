package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Takes the events that the registry sends in a recorded scenario, answers each as was answered then, and compares what came
 * with what came then, in its order. Named improvements: ids of events are those of the registry's life, there are members after
 * the recorded ones, there are events that R1 does not have, CEF is escaped, and only Splunk is told the word Splunk
 * ({@code events-and-exports.md} 2.4, 5.4, 10).
 *
 * <p>Threads: the server's, and the one that plays.
 */
final class EventReceiver implements AutoCloseable {
    /** What the recording has for its receiver, after {@link Capture} has put it in; paths of identities are others' matter. */
    private static final String RECORDED = "127\\.0\\.0\\.1:9/(?!id|jwks|one|s\\d|\\.well)";
    /** Longest that a request is waited for: the third attempt comes after three seconds. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    /** Members after those of R1. */
    private static final Set<String> ADDED = Set.of("event_id", "time", "data", "actor", "proof", "source",
            "request_id",
            "command", "outcome", "sequence", "leaf_index", "checkpoint", "source_address");
    /** Events that R1 does not have. */
    private static final Set<String> OURS = Set.of("webhook.configured", "webhook.disabled", "audit_export.configured",
            "audit_export.disabled", "idp.configured", "idp.disabled", "member.role_preassigned", "auth.denied",
            "server.started", "server.stopped",
            "network.created", "network.expr_policy_set", "network.pre_assignments_changed", "network.policy_changed",
            "network.token_set",
            "identity_webhook.configured", "identity_webhook.disabled", "identity.external_id_set", "network.joined",
            "network.ownership_transferred", "network.enterprise_changed", "trust.created");

    private final HttpServer server;
    private final Map<String, Queue<JsonNode>> answers = new HashMap<>();
    private final List<Came> came = new ArrayList<>();
    private final Map<String, Integer> next = new HashMap<>();

    /** One event as it came. */
    private record Came(String path, String type, String authorization, String key, JsonNode event, boolean repeated) {}

    /** Ready for the events of one scenario. */
    EventReceiver(List<JsonNode> scenario) {
        scenario.stream().filter(EventReceiver::takes).forEach(line -> answers
                .computeIfAbsent(key(line), path -> new ArrayDeque<>()).add(line.get("answer")));
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
        JsonNode outbound = line.path("outbound");
        return outbound.path("method").asText().equals("POST") && !outbound.path("path").asText().startsWith("/id");
    }

    /** The line with the address of this receiver in the place of the recorded one. */
    JsonNode addressed(JsonNode line) {
        String text = line.toString();
        String own = text.replaceAll(RECORDED, "127.0.0.1:" + server.getAddress().getPort() + "/");
        return own.equals(text) ? line : Capture.parse(own);
    }

    private static String key(JsonNode line) {
        JsonNode outbound = line.get("outbound");
        return outbound.get("path").asText() + " " + told(event(outbound.get("body").asText()));
    }

    /** What makes an event that event, whoever tells of it; ids and times do not. */
    private static String told(JsonNode event) {
        if (event.isTextual()) {
            return event.asText().replaceFirst(" rt=\\d+.*", "").replaceAll("127.0.0.1:\\d+", "RECV");
        }
        JsonNode inside = event.has("event") ? event.get("event") : event;
        ObjectNode bare = Capture.MAPPER.createObjectNode();
        for (String member : List.of("action", "network_id", "node_id")) {
            bare.set(member, inside.path(member));
        }
        bare.set("details", AddedDetails.without(inside.path("details")));
        return bare.toString().replaceAll("127.0.0.1:\\d+", "RECV");
    }

    /** JSON as it is, CEF as R1 would have written it. */
    private static JsonNode event(String body) {
        if (body.startsWith("CEF:")) {
            return Capture.MAPPER.getNodeFactory().textNode(body.replaceAll("\\\\(?=[=|\\\\])", "")
                    .replace("\\n", "\n").replace("\\r", "\r").replaceAll("(?s) rt=\\d+ externalId=.*", ""));
        }
        return Capture.parse(body);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            JsonNode answer = null;
            for (String body : events(new String(bytes, StandardCharsets.UTF_8))) {
                JsonNode event = event(body);
                String path = exchange.getRequestURI().toString();
                String key = path + " " + told(event);
                synchronized (this) {
                    Queue<JsonNode> recorded = answers.getOrDefault(key, new ArrayDeque<>());
                    // An event that was answered badly comes again; who has recorded that, has recorded its answer.
                    boolean repeated = came.stream().anyMatch(one -> one.key().equals(key)) && recorded.isEmpty();
                    answer = recorded.poll();
                    came.add(new Came(path, exchange.getRequestHeaders().getFirst("Content-Type"),
                            exchange.getRequestHeaders().getFirst("Authorization"), key, event, repeated));
                    notifyAll();
                }
            }
            if (answer != null && answer.path("closed").asBoolean()) {
                // Closing without a word ends the connection.
                return;
            }
            if (answer != null && answer.path("headers").has("Location")) {
                exchange.getResponseHeaders().set("Location", answer.get("headers").get("Location").asText());
            }
            exchange.sendResponseHeaders(answer == null ? 200 : answer.path("status").asInt(200), -1);
        }
    }

    /** Objects may stand one after the other. */
    private static List<String> events(String body) throws IOException {
        if (body.startsWith("CEF:")) {
            return List.of(body);
        }
        List<String> events = new ArrayList<>();
        try (MappingIterator<JsonNode> all = Capture.MAPPER.readerFor(JsonNode.class).readValues(body)) {
            all.forEachRemaining(event -> events.add(event.toString()));
        }
        return events;
    }

    /** How the next event for the path of a recorded one differs from it. */
    synchronized Optional<String> difference(JsonNode line) {
        JsonNode recorded = line.get("outbound");
        String path = recorded.get("path").asText();
        String wanted = key(line);
        long until = System.nanoTime() + PATIENCE;
        for (int at = next.getOrDefault(path, 0);;) {
            for (; at < came.size(); at++) {
                Came one = came.get(at);
                if (one.path().equals(path) && one.key().equals(wanted)) {
                    next.put(path, at + 1);
                    return difference(recorded, one);
                }
                if (one.path().equals(path) && !one.repeated() && !OURS.contains(action(one))) {
                    // It came in that one's place, so the next one comes after it.
                    next.put(path, at + 1);
                    return Optional.of("expected the event " + wanted + ", got " + one.key());
                }
            }
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.of("expected the event " + wanted + ", got none");
            }
            try {
                wait(left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted");
            }
        }
    }

    private static String action(Came one) {
        return one.event().isTextual()
                ? one.event().asText().split("\\|", 6)[4]
                : (one.event().has("event") ? one.event().get("event") : one.event()).path("action").asText();
    }

    private static Optional<String> difference(JsonNode recorded, Came one) {
        JsonNode headers = recorded.get("headers");
        String type = headers.path("Content-Type").asText();
        if (!type.equals(one.type())) {
            return Optional.of("expected a " + type + ", got a " + one.type());
        }
        String token = headers.path("Authorization").asText().replaceFirst("^Splunk ", "");
        String given = one.authorization() == null ? "" : one.authorization().replaceFirst("^(Bearer|Splunk) ", "");
        if (!token.equals(given)) {
            return Optional.of("expected the token " + token + ", got " + given);
        }
        if (one.event().isTextual()) {
            return Optional.empty();
        }
        Comparison comparison = new Comparison(Set.of("event_id", "endpoint", "url", "details"), port -> false);
        Optional<String> difference = comparison.difference(event(recorded.get("body").asText()), one.event());
        Set<String> extras = new HashSet<>();
        comparison.extras().forEach(each -> extras.add(each.substring(each.lastIndexOf('.') + 1)));
        extras.removeAll(ADDED);
        return difference.isPresent() || extras.isEmpty()
                ? difference
                : Optional.of("members that nobody expects: " + extras);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
