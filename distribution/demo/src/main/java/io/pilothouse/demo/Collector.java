package io.pilothouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import io.pilothouse.demo.Loopback.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A SIEM that is fed as Splunk is, by an HTTP Event Collector: it wants its token and its index, and answers with the collector's
 * codes.
 *
 * <p>Threads: any.
 */
final class Collector implements AutoCloseable {
    private static final String PATH = "/services/collector";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Answer SUCCESS = said(200, "Success", 0);
    private static final Answer TOKEN_REQUIRED = said(401, "Token is required", 2);
    private static final Answer INVALID_TOKEN = said(403, "Invalid token", 4);
    private static final Answer NO_DATA = said(400, "No data", 5);
    private static final Answer INVALID_FORMAT = said(400, "Invalid data format", 6);
    private static final Answer INCORRECT_INDEX = said(400, "Incorrect index", 7);

    private final String token;
    private final String index;
    private final Arrivals arrivals = new Arrivals();
    private final Loopback http;

    /**
     * One that listens.
     *
     * @param token that every request must show
     * @param index the only one that the token may write to
     */
    Collector(String token, String index) {
        this.token = token;
        this.index = index;
        http = new Loopback().at(PATH, this::collect).start();
    }

    String url() {
        return http.url(PATH);
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Nobody is there any more. */
    void stop() {
        http.stop();
    }

    /** It is there again, at the same address and with what it has. */
    void startAgain() {
        http.start();
    }

    private Answer collect(HttpExchange request) throws IOException {
        String authorization = request.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            return TOKEN_REQUIRED;
        }
        if (!authorization.equals("Splunk " + token)) {
            return INVALID_TOKEN;
        }
        List<JsonNode> envelopes = new ArrayList<>();
        boolean zipped = "gzip".equals(request.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = zipped ? new GZIPInputStream(request.getRequestBody()) : request.getRequestBody();
                MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(body)) {
            while (all.hasNextValue()) {
                envelopes.add(all.nextValue());
            }
        } catch (IOException malformed) {
            return INVALID_FORMAT;
        }
        if (envelopes.isEmpty()) {
            return NO_DATA;
        }
        if (!envelopes.stream().allMatch(one -> one.path("index").asText().equals(index))) {
            return INCORRECT_INDEX;
        }
        for (JsonNode envelope : envelopes) {
            JsonNode event = envelope.path("event");
            arrivals.take(new Event(event.path("event_id").asLong(), event.path("sequence").asLong(),
                    event.path("action").asText(), event.path("actor").asText(), event.path("data")));
        }
        return SUCCESS;
    }

    private static Answer said(int status, String text, int code) {
        return new Answer(status, "{\"text\":\"" + text + "\",\"code\":" + code + "}");
    }

    @Override
    public void close() {
        http.close();
    }
}
