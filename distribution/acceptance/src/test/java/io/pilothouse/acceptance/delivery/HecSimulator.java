package io.pilothouse.acceptance.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Splunk's HTTP Event Collector on loopback, strict: it checks authorization, channel, encoding and every event in the order in
 * which the real one does, answers with its codes, and indexes what stands before a wrong event of a batch, as the real one may.
 *
 * <p>Threads: the server's; settings may be changed by any.
 */
final class HecSimulator implements AutoCloseable {
    static final String TOKEN = "6a1e3b10-55aa-4bd2-9d0c-2f1f0a7a9b11";
    static final String INDEX = "pilot_audit";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What goes wrong with a request. */
    enum Mishap {
        /** Nothing. */
        NONE,
        /** It is answered with a code and not looked at. */
        TURNED_AWAY,
        /** The connection ends before it is looked at. */
        HUNG_UP,
        /** Its events are indexed, but the answer is lost. */
        ANSWER_LOST,
        /** Half of its events are indexed, then the server dies. */
        HALF,
        /** A proxy answers with a page. */
        PAGE
    }

    /**
     * What goes wrong with a request.
     *
     * @param code for TURNED_AWAY and, when it is a success, NONE
     * @param patient whether the answer asks to be left alone for no time at all, instead of saying nothing about it
     */
    record Fate(Mishap mishap, HecCode code, boolean patient) {
        static final Fate FINE = new Fate(Mishap.NONE, HecCode.SUCCESS, false);
    }

    /** What is done with what arrives. */
    interface Indexer {
        /** What goes wrong with the next request. */
        Fate fate();

        /** What is wrong with the content of an event, SUCCESS for nothing. */
        HecCode content(JsonNode event);

        /** Events of one request, in their order. */
        void index(List<JsonNode> events);

        /** Whether events of that acknowledgement are indexed by now. */
        boolean acknowledged(long ack);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Indexer indexer;
    private final boolean acknowledging;
    private final Map<String, Long> channels = new HashMap<>();
    private long requests;

    HecSimulator(Indexer indexer, boolean acknowledging) throws IOException {
        this.indexer = indexer;
        this.acknowledging = acknowledging;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        for (String path : List.of("", "/1.0", "/event", "/event/1.0")) {
            serve("/services/collector" + path, this::events);
        }
        serve("/services/collector/ack", this::acknowledgements);
        serve("/services/collector/health", exchange -> answer(exchange, HecCode.HEALTHY, -1));
        server.start();
    }

    private interface Service {
        void serve(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Service service) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    service.serve(exchange);
                }
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/collector/event";
    }

    synchronized long requests() {
        return requests;
    }

    private synchronized void events(HttpExchange exchange) throws IOException {
        requests++;
        byte[] body = exchange.getRequestBody().readAllBytes();
        HecCode door = door(exchange);
        if (door != HecCode.SUCCESS) {
            answer(exchange, door, -1);
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        Fate fate = indexer.fate();
        switch (fate.mishap()) {
            case TURNED_AWAY -> {
                if (fate.patient()) {
                    exchange.getResponseHeaders().set("Retry-After", "0");
                }
                answer(exchange, fate.code(), -1);
            }
            case HUNG_UP -> {
                // Closing without a word ends the connection.
            }
            case PAGE -> {
                byte[] page = "<html><body>Sign in</body></html>".getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
            default -> take(exchange, body, fate);
        }
    }

    private void take(HttpExchange exchange, byte[] body, Fate fate) throws IOException {
        byte[] plain = body;
        try {
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
        } catch (IOException malformed) {
            answer(exchange, HecCode.INVALID_FORMAT, -1);
            return;
        }
        if (plain.length == 0) {
            answer(exchange, HecCode.NO_DATA, -1);
            return;
        }
        HecBatch batch = HecBatch.read(plain, INDEX, indexer::content);
        if (batch.fault() == HecCode.SUCCESS && !HecBatch.plainTimes(plain)) {
            answer(exchange, HecCode.INDEXED_FIELDS, 0);
            return;
        }
        List<JsonNode> events = batch.events();
        indexer.index(fate.mishap() == Mishap.HALF ? events.subList(0, (events.size() + 1) / 2) : events);
        if (fate.mishap() == Mishap.NONE) {
            if (batch.fault() != HecCode.SUCCESS) {
                answer(exchange, batch.fault(), events.size());
            } else {
                accepted(exchange, fate.code());
            }
        }
    }

    private void accepted(HttpExchange exchange, HecCode code) throws IOException {
        ObjectNode answer = MAPPER.createObjectNode().put("text", code.text).put("code", code.code);
        if (acknowledging) {
            answer.put("ackId", channels.merge(channel(exchange), 1L, Long::sum) - 1);
        }
        send(exchange, code.status, answer);
    }

    /** What is said before the body is looked at. */
    private HecCode door(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            return query != null && query.contains("token=") ? HecCode.QUERY_AUTHORIZATION : HecCode.TOKEN_REQUIRED;
        }
        if (!authorization.startsWith("Splunk ") || authorization.indexOf(' ', 7) >= 0) {
            return HecCode.INVALID_AUTHORIZATION;
        }
        if (!authorization.equals("Splunk " + TOKEN)) {
            return HecCode.INVALID_TOKEN;
        }
        if (!acknowledging) {
            return HecCode.SUCCESS;
        }
        String channel = channel(exchange);
        if (channel.isEmpty()) {
            return HecCode.CHANNEL_MISSING;
        }
        try {
            return UUID.fromString(channel).toString().equals(channel) ? HecCode.SUCCESS : HecCode.CHANNEL_INVALID;
        } catch (IllegalArgumentException none) {
            return HecCode.CHANNEL_INVALID;
        }
    }

    private static String channel(HttpExchange exchange) {
        String channel = exchange.getRequestHeaders().getFirst("X-Splunk-Request-Channel");
        return channel == null ? "" : channel;
    }

    private synchronized void acknowledgements(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HecCode door = door(exchange);
        if (door != HecCode.SUCCESS || !acknowledging) {
            answer(exchange, acknowledging ? door : HecCode.ACK_DISABLED, -1);
            return;
        }
        ObjectNode answer = MAPPER.createObjectNode();
        ObjectNode acks = answer.putObject("acks");
        Function<JsonNode, Boolean> known = ack -> ack.isIntegralNumber()
                && ack.asLong() < channels.getOrDefault(channel(exchange), 0L);
        for (JsonNode ack : MAPPER.readTree(body).path("acks")) {
            acks.put(ack.asText(), known.apply(ack) && indexer.acknowledged(ack.asLong()));
        }
        send(exchange, 200, answer);
    }

    private static void answer(HttpExchange exchange, HecCode code, int number) throws IOException {
        ObjectNode answer = MAPPER.createObjectNode().put("text", code.text).put("code", code.code);
        if (number >= 0) {
            // The real one counts the events from 0, but for a wrong index from 1.
            answer.put("invalid-event-number", code == HecCode.INCORRECT_INDEX ? number + 1 : number);
        }
        send(exchange, code.status, answer);
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
