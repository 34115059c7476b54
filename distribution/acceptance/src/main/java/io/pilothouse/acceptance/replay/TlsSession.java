package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recording of an encrypted session still tells: how long each frame's body was. The Go client writes the length
 * prefix and the body as two TLS 1.3 records; a record is 5 bytes of header, the content, 1 byte of type and 16 of tag.
 */
public final class TlsSession {
    private static final int RECORD = 5 + 1 + 16;
    private static final int PREFIX_RECORD = 4 + RECORD;
    private static final int CLOSE_NOTIFY = 2 + RECORD;

    private TlsSession() {}

    /** The body lengths of one direction ({@code c2s}, {@code s2c}) of a connection, in order, the handshake left out. */
    public static List<Integer> bodies(List<JsonNode> lines, int connection, String direction) {
        List<Integer> bodies = new ArrayList<>();
        boolean prefixed = false;
        for (JsonNode line : lines) {
            boolean ours = line.get("conn").asInt() == connection && line.get("dir").asText().equals(direction)
                    && line.path("hex").asText().startsWith("170303");
            if (!ours) {
                continue;
            }
            int length = line.get("len").asInt();
            if (length == PREFIX_RECORD && !prefixed) {
                prefixed = true;
            } else if (prefixed || length != CLOSE_NOTIFY) {
                bodies.add(length - RECORD - (prefixed ? 0 : PREFIX_RECORD));
                prefixed = false;
            }
        }
        return bodies;
    }
}
