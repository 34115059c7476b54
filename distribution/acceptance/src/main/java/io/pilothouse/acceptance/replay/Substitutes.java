package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests for steps that R1 grants and a safer registry refuses: the same change with the proof that is asked for, so that
 * the steps after it meet the state of the recording and need no excuse. Each line of the data file says why.
 */
final class Substitutes {
    private final Map<String, JsonNode> requests = new HashMap<>();

    Substitutes() {
        try (InputStream in = Substitutes.class.getResourceAsStream("substitutes.jsonl")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
                JsonNode entry = Capture.parse(line);
                if (entry.path("why").asText().isBlank()) {
                    throw new IllegalStateException("substitutes.jsonl: no reason in " + line);
                }
                requests.put(Improvements.key(entry.get("capture").asText(), entry.get("scenario").asText(),
                        entry.get("step").asInt()), entry.get("send"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to send when this step was refused. */
    Optional<JsonNode> request(String capture, String scenario, int step) {
        return Optional.ofNullable(requests.get(Improvements.key(capture, scenario, step)));
    }
}
