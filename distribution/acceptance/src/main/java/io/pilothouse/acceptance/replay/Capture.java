package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pilothouse.acceptance.harness.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files of recorded exchanges, one JSON object a line. */
public final class Capture {
    /** Numbers keep their digits: 1.0 and 1 are sent as they were recorded. */
    static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The port of a receiver in the recording; nothing is delivered in these exchanges. */
    private static final String RECEIVER = "127.0.0.1:RECV";
    private static final String NOBODY = "127.0.0.1:9";

    private Capture() {}

    /** All lines of a recording, in order. */
    public static List<JsonNode> lines(String name) {
        Path file = Bundle.shared("captures/" + name);
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    lines.add(parse(line.replace(RECEIVER, NOBODY)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + Shortened.text(text), e);
        }
    }
}
