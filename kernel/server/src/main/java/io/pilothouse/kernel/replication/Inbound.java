package io.pilothouse.kernel.replication;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A message of a primary, read without building a tree of it. A snapshot stays the bytes that it is.
 *
 * <p>Threads: one.
 */
final class Inbound {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build()).build();

    private final byte[] bytes;
    private final List<byte[]> records = new ArrayList<>();
    private String type = "";
    private String error = "";
    private String registry = "";
    private boolean isFinal;
    private long first;
    private long last = -1;
    private long[] seen = new long[0];
    private int snapshotFrom;
    private int snapshotTo;

    private Inbound(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a message.
     *
     * @throws IOException if it is no JSON object, or a member is not what it should be
     */
    static Inbound read(byte[] bytes) throws IOException {
        Inbound message = new Inbound(bytes);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the primary sent what is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                message.member(name, parser.nextToken(), parser);
            }
        } catch (JacksonException malformed) {
            throw new IOException("the primary sent what is no JSON object: " + malformed.getOriginalMessage(),
                    malformed);
        }
        return message;
    }

    private void member(String name, JsonToken token, JsonParser parser) throws IOException {
        switch (name) {
            case "type" -> type = text(token, parser);
            case "error" -> error = text(token, parser);
            case "registry" -> registry = text(token, parser);
            case "final" -> isFinal = token == JsonToken.VALUE_TRUE;
            case "first" -> first = parser.getLongValue();
            case "last" -> last = parser.getLongValue();
            case "records" -> {
                while (token == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.VALUE_STRING) {
                    records.add(parser.getBinaryValue());
                }
            }
            case "seen" -> seen(token, parser);
            case "snapshot" -> {
                snapshotFrom = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                snapshotTo = (int) parser.currentLocation().getByteOffset();
            }
            default -> parser.skipChildren();
        }
    }

    private static String text(JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    private void seen(JsonToken token, JsonParser parser) throws IOException {
        int length = 0;
        while (token == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            if (length == seen.length) {
                seen = Arrays.copyOf(seen, Math.max(64, 2 * length));
            }
            seen[length++] = parser.getLongValue();
        }
        seen = Arrays.copyOf(seen, length);
    }

    /** What it is, empty when it does not say. */
    String type() {
        return type;
    }

    /** Why the primary refuses. */
    String error() {
        return error;
    }

    /** Whether trying again is of no use. */
    boolean isFinal() {
        return isFinal;
    }

    /** The primary's registry. */
    String registry() {
        return registry;
    }

    /** The number of the first of the records. */
    long first() {
        return first;
    }

    /** The number of the primary's last record, -1 when it does not say. */
    long last() {
        return last;
    }

    /** Records as they are stored. */
    List<byte[]> records() {
        return records;
    }

    /** A node, when it was seen, the next node, and so on. */
    long[] seen() {
        return seen;
    }

    /** The text of the snapshot, empty when there is none. */
    byte[] snapshot() {
        return Arrays.copyOfRange(bytes, snapshotFrom, snapshotTo);
    }
}
