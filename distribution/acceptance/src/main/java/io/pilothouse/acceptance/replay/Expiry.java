package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Key expiries of a recording lie as far ahead of the replay as they lay ahead of the recording. */
final class Expiry {
    /** When the scenarios were recorded; they took less than a minute. */
    private static final Instant RECORDED = Instant.parse("2026-11-22T02:50:54Z");

    private Expiry() {}

    /** The line with its expiry moved; its signature does not cover the value. */
    static JsonNode moved(JsonNode line, Instant now) {
        JsonNode sent = line.path("send");
        if (!sent.path("type").asText().equals("set_key_expiry") || !sent.path("expires_at").isTextual()) {
            return line;
        }
        Instant recorded;
        try {
            recorded = Instant.parse(sent.get("expires_at").asText());
        } catch (DateTimeParseException e) {
            return line;
        }
        if (Duration.between(RECORDED, recorded).abs().compareTo(Duration.ofDays(2)) > 0) {
            return line;
        }
        ObjectNode moved = line.deepCopy();
        Instant then = now.plus(Duration.between(RECORDED, recorded)).truncatedTo(ChronoUnit.SECONDS);
        ((ObjectNode) moved.get("send")).put("expires_at", then.toString());
        return moved;
    }
}
