package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Compares a reply with the recorded one as the README of the recordings asks: the same fields, JSON types and values,
 * except what differs from run to run. Fields that the recording does not have are collected, not compared.
 */
final class Comparison {
    /** Times, counters of time and checksums: only the JSON type is compared. */
    private static final Set<String> TYPE_ONLY = Set.of("time", "timestamp", "created", "created_at", "last_seen",
            "expires_at", "rotated_at", "last_sync", "key_created", "key_rotated", "start_time", "uptime_secs",
            "uptime_seconds", "ts", "checksum", "lag_seconds");
    /** Arrays of objects in no particular order, and what tells their entries apart. */
    private static final Map<String, String> UNORDERED = Map.of("networks", "id", "beacons", "id");
    /** Over HTTP only: samples depend on when the registry took them. */
    private static final Set<String> SAMPLES = Set.of("hourly", "daily");
    /** Fields that may hold the TCP source of one of our own connections. */
    private static final Set<String> ADDRESSES = Set.of("observed_addr", "real_addr", "node_a_addr", "node_b_addr");
    /** Tell what an event is about. */
    private static final String DETAILS = "details";

    private final Set<String> varies;
    private final IntPredicate ownPort;
    private final Set<String> extras = new LinkedHashSet<>();

    /**
     * @param varies what the recording says differs from run to run
     * @param ownPort whether a port is the local port of one of our connections
     */
    Comparison(Set<String> varies, IntPredicate ownPort) {
        this.varies = Set.copyOf(varies);
        this.ownPort = ownPort;
    }

    /** The first difference as a text, or nothing. */
    Optional<String> difference(JsonNode expected, JsonNode actual) {
        String type = actual.path("type").asText("");
        if (isError(expected)) {
            return error(expected, actual);
        }
        return node(type, "", expected, actual);
    }

    /** Fields that were there beyond the recorded ones, as {@code lookup_ok.field}. */
    Set<String> extras() {
        return extras;
    }

    private static boolean isError(JsonNode node) {
        return "error".equals(node.path("type").asText());
    }

    private static Optional<String> error(JsonNode expected, JsonNode actual) {
        String want = expected.path("error").asText();
        if (!isError(actual) || !actual.path("error").isTextual()) {
            return Optional.of("expected the error \"" + want + "\", got " + Shortened.text(actual.toString()));
        }
        String got = actual.path("error").asText();
        boolean alike = want.equals("request failed") ? !got.isEmpty() : Texts.alike(want, got);
        return alike ? Optional.empty() : Optional.of("expected the error \"" + want + "\", got \"" + got + "\"");
    }

    private Optional<String> node(String path, String name, JsonNode expected, JsonNode came) {
        JsonNode actual = name.equals(DETAILS) ? AddedDetails.without(came) : came;
        if (expected.isNull()) {
            boolean empty = actual.isNull() || actual.isArray() && actual.isEmpty();
            return empty ? Optional.empty() : differs(path, expected, actual);
        }
        if (expected.getNodeType() != actual.getNodeType()) {
            return differs(path, expected, actual);
        }
        if (TYPE_ONLY.contains(name) || varies.contains(name)) {
            return Optional.empty();
        }
        if (expected.isObject()) {
            return object(path, expected, actual);
        }
        if (expected.isArray()) {
            return SAMPLES.contains(name) ? Optional.empty() : array(path, name, expected, actual);
        }
        if (expected.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0
                    ? Optional.empty()
                    : differs(path, expected, actual);
        }
        if (expected.isTextual()) {
            return text(path, name, expected.asText(), actual.asText())
                    ? Optional.empty()
                    : differs(path, expected, actual);
        }
        return Objects.equals(expected, actual) ? Optional.empty() : differs(path, expected, actual);
    }

    private boolean text(String path, String name, String expected, String actual) {
        if (Texts.alike(expected, actual)) {
            return true;
        }
        if (ADDRESSES.contains(name) || path.contains(".endpoint")) {
            int wanted = expected.lastIndexOf(':');
            int got = actual.lastIndexOf(':');
            return wanted > 0 && got > 0 && expected.substring(0, wanted).equals(actual.substring(0, got))
                    && ownPort.test(port(actual.substring(got + 1)));
        }
        return false;
    }

    private Optional<String> object(String path, JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            String inside = path + "." + entry.getKey();
            JsonNode value = actual.get(entry.getKey());
            if (value == null) {
                return Optional.of(inside + " is missing, expected " + Shortened.text(entry.getValue().toString()));
            }
            Optional<String> difference = node(inside, entry.getKey(), entry.getValue(), value);
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (Map.Entry<String, JsonNode> entry : actual.properties()) {
            if (!expected.has(entry.getKey())) {
                extras.add(path + "." + entry.getKey());
            }
        }
        return Optional.empty();
    }

    private Optional<String> array(String path, String name, JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return Optional.of(path + " has " + actual.size() + " entries, expected " + expected.size() + ": "
                    + Shortened.text(actual.toString()) + " for " + Shortened.text(expected.toString()));
        }
        List<JsonNode> wanted = sorted(name, expected);
        List<JsonNode> got = sorted(name, actual);
        for (int i = 0; i < wanted.size(); i++) {
            Optional<String> difference = node(path + "[]", "", wanted.get(i), got.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static List<JsonNode> sorted(String name, JsonNode array) {
        List<JsonNode> entries = new ArrayList<>();
        array.forEach(entries::add);
        String key = UNORDERED.get(name);
        if (name.equals("nodes") && array.path(0).path("address").asText().startsWith("0:")) {
            key = "node_id";
        }
        if (key != null && array.path(0).isObject()) {
            String field = array.path(0).has(key) ? key : "network_id";
            entries.sort(Comparator.comparingLong(entry -> entry.path(field).asLong()));
        }
        return entries;
    }

    private static int port(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    }

    private static Optional<String> differs(String path, JsonNode expected, JsonNode actual) {
        return Optional.of(path + ": expected " + Shortened.text(expected.toString()) + ", got "
                + Shortened.text(actual.toString()));
    }
}
