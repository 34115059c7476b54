package io.pilothouse.acceptance.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The documents of a stream of events, by the number of the event. One that is there twice must be the same event.
 *
 * <p>Threads: one.
 */
final class Documents {
    private final Map<Long, JsonNode> events = new TreeMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private long count;

    /** Takes a hit of a search. */
    void take(JsonNode hit) {
        count++;
        JsonNode source = hit.path("_source");
        long id = source.path("event").path("id").asLong();
        Instant time = Instant.parse(source.path("@timestamp").asText());
        if (!hit.path("_id").asText().equals(id + "-" + time.toEpochMilli())) {
            contradictions.add("event " + id + " is " + hit);
        }
        // A checkpoint is the newest of the moment when the event was sent.
        ((ObjectNode) source.path("pilothouse")).remove("checkpoint");
        JsonNode before = events.putIfAbsent(id, source);
        if (before != null && !before.equals(source)) {
            contradictions.add(before + " came again as " + source);
        }
    }

    /** What cannot be: an event under another id than its own, or two events under one number. */
    List<String> contradictions() {
        return contradictions;
    }

    /** How many documents there are. */
    long count() {
        return count;
    }

    /** Every event once, in order. */
    Map<Long, JsonNode> events() {
        return events;
    }
}
