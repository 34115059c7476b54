package io.pilothouse.audit.elastic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Answers bulk requests as the documentation of both clusters says. */
final class Cluster {
    /** A line pair. */
    record Event(String document, long id, Optional<String> externalId) {}

    private final Set<String> documents = new HashSet<>();
    private Function<Event, String> trouble = event -> "";

    /** For some events, an item instead of a document. */
    void trouble(Function<Event, String> item) {
        trouble = item;
    }

    Answer answer(Received request) {
        try {
            List<String> items = new ArrayList<>();
            boolean errors = false;
            for (Event event : events(request)) {
                String item = trouble.apply(event);
                if (item.isEmpty()) {
                    item = documents.add(event.document())
                            ? "\"status\":201"
                            : "\"status\":409,\"error\":{\"type\":\"version_conflict_engine_exception\",\"reason\":\"["
                                    + event.document() + "]: version conflict, document already exists\"}";
                }
                errors |= !item.equals("\"status\":201");
                items.add("{\"create\":{" + item + "}}");
            }
            return Answer.json(200, "{\"took\":3,\"errors\":" + errors + ",\"items\":["
                    + String.join(",", items) + "]}");
        } catch (IOException malformed) {
            return Answer.json(400, "{\"error\":{\"type\":\"illegal_argument_exception\"},\"status\":400}");
        }
    }

    int size() {
        return documents.size();
    }

    static List<Event> events(Receiver system) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Received request : system.received()) {
            events.addAll(events(request));
        }
        return events;
    }

    static String text(Received request) throws IOException {
        InputStream body = new ByteArrayInputStream(request.body());
        return new String((request.header("Content-Encoding").equals("gzip") ? new GZIPInputStream(body) : body)
                .readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<Event> events(Received request) throws IOException {
        String text = text(request);
        if (!text.endsWith("\n")) {
            throw new IOException("the last line has no end");
        }
        List<String> lines = List.of(text.split("\n"));
        List<Event> events = new ArrayList<>();
        for (int line = 0; line < lines.size(); line += 2) {
            events.add(new Event(first(lines.get(line), "_id").orElseThrow(),
                    Long.parseLong(first(lines.get(line + 1), "id").orElseThrow()),
                    first(lines.get(line + 1), "new_external_id")));
        }
        return events;
    }

    private static Optional<String> first(String json, String name) throws IOException {
        try (JsonParser in = new JsonFactory().createParser(json)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.VALUE_STRING && name.equals(in.currentName())) {
                    return Optional.of(in.getText());
                }
            }
            return Optional.empty();
        }
    }

    static String ids(List<Event> events) {
        return events.stream().map(event -> Long.toString(event.id())).collect(Collectors.joining(" "));
    }
}
