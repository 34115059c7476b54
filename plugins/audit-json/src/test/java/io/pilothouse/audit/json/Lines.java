package io.pilothouse.audit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads events as a receiver would. */
final class Lines {
    private record Line(long id, Optional<String> externalId) {}

    private Lines() {}

    static List<Long> ids(List<String> lines) throws IOException {
        List<Long> ids = new ArrayList<>();
        for (String line : lines) {
            ids.add(read(line).id());
        }
        return ids;
    }

    static Optional<String> externalId(List<String> lines, long id) throws IOException {
        for (String line : lines) {
            Line read = read(line);
            if (read.id() == id) {
                return read.externalId();
            }
        }
        return Optional.empty();
    }

    private static Line read(String text) throws IOException {
        long id = 0;
        Optional<String> externalId = Optional.empty();
        try (JsonParser in = new JsonFactory().createParser(text)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && "event_id".equals(in.currentName())) {
                    id = in.getLongValue();
                } else if (token == JsonToken.VALUE_STRING && "new_external_id".equals(in.currentName())) {
                    externalId = Optional.of(in.getText());
                }
            }
        }
        return new Line(id, externalId);
    }
}
