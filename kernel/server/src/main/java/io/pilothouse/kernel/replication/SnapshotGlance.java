package io.pilothouse.kernel.replication;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * What an importer has no use for but a standby has.
 *
 * @param complete whether this is a whole snapshot; the first one of R1 lacks what {@code replication-and-storage.md} 5.2
 *     lists, and says so by its version 0
 * @param seen when nodes were last seen, milliseconds since 1970 UTC
 */
record SnapshotGlance(boolean complete, Map<Long, Long> seen) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static SnapshotGlance at(byte[] snapshot) throws IOException {
        Map<Long, Long> seen = new HashMap<>();
        long version = 0;
        try (JsonParser parser = FACTORY.createParser(snapshot)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the primary sent a snapshot that is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("version") && token == JsonToken.VALUE_NUMBER_INT) {
                    version = parser.getLongValue();
                } else if (name.equals("nodes") && token == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        node(parser, seen);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new SnapshotGlance(version > 0, Map.copyOf(seen));
    }

    private static void node(JsonParser parser, Map<Long, Long> seen) throws IOException {
        long id = 0;
        long time = 0;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("id") && token == JsonToken.VALUE_NUMBER_INT) {
                id = parser.getLongValue();
            } else if (name.equals("last_seen") && token == JsonToken.VALUE_STRING) {
                time = millis(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        if (id > 0 && time > 0) {
            seen.put(id, time);
        }
    }

    private static long millis(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException unreadable) {
            return 0;
        }
    }
}
