package io.pilothouse.kernel.replication;

import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What a primary says on a stream. {@link #SNAPSHOT}, {@link #HEARTBEAT} and {@link #ERROR} are R1's; the others go only to
 * standbys that named a position.
 */
final class Messages {
    static final String SNAPSHOT = "replication_snapshot";
    static final String DELTA = "replication_delta";
    static final String HEARTBEAT = "heartbeat";
    static final String ERROR = "error";
    static final String BEGIN = "replication_begin";
    static final String RECORDS = "replication_records";
    static final String PRESENCE = "replication_presence";
    /** R1's heartbeat, to the byte. */
    static final byte[] PLAIN_HEARTBEAT = "{\"type\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8);

    private Messages() {}

    /** A refusal; a final one will not go away by trying again. */
    static byte[] error(String text, boolean isFinal) {
        return message(ERROR).text("error", text).flagIfSet("final", isFinal).endObject().bytes();
    }

    /** The position is accepted; records follow. */
    static byte[] begin(String registry, long last) {
        return message(BEGIN).text("registry", registry).number("last", last).endObject().bytes();
    }

    /** The primary is there, and this is its last record. */
    static byte[] heartbeat(long last) {
        return message(HEARTBEAT).number("last", last).endObject().bytes();
    }

    /** Records as they are stored, checksum included. */
    static byte[] records(List<StoredRecord> records, long last) {
        int size = records.stream().mapToInt(stored -> stored.bytes().length).sum();
        JsonWriter out = new JsonWriter(size / 3 * 4 + 8 * records.size() + 128).beginObject().text("type", RECORDS)
                .number("first", records.getFirst().sequence()).number("last", last).beginArray("records");
        records.forEach(stored -> out.element(Base64.getEncoder().encodeToString(stored.bytes())));
        return out.endArray().endObject().bytes();
    }

    /** When nodes were last seen: a node, milliseconds since 1970 UTC, the next node, and so on. */
    static byte[] presence(long[] pairs, int length) {
        JsonWriter out = message(PRESENCE).beginArray("seen");
        for (int i = 0; i < length; i++) {
            out.element(pairs[i]);
        }
        return out.endArray().endObject().bytes();
    }

    private static JsonWriter message(String type) {
        return new JsonWriter().beginObject().text("type", type);
    }
}
