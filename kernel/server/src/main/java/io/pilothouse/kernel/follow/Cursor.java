package io.pilothouse.kernel.follow;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far a sink has come.
 *
 * @param sequence the record that is read next
 * @param first number of that record's first event
 * @param done number of the last event that was delivered, passed over or given up; events of the record up to it are not sent
 *     again
 * @param since when the sink was configured so, milliseconds since 1970 UTC
 */
record Cursor(long sequence, long first, long done, long since) {
    Cursor {
        if (sequence < 1 || first < 1 || done < 0) {
            throw new IllegalArgumentException("a cursor counts from 1 but " + sequence + ", " + first + ", " + done);
        }
    }

    /** A cursor before the first event of a record. */
    static Cursor before(long sequence, long first, long since) {
        return new Cursor(sequence, first, first - 1, since);
    }

    Cursor since(long other) {
        return new Cursor(sequence, first, done, other);
    }

    /** As it stands in a file; the last line tells whether it is whole. */
    String text() {
        String lines = "sequence=" + sequence + "\nfirst=" + first + "\ndone=" + done + "\nsince=" + since + "\n";
        return lines + "check=" + check(lines) + "\n";
    }

    /** The cursor of a text; nothing when it is not whole. */
    static Optional<Cursor> parse(String text) {
        int end = text.lastIndexOf("check=");
        if (end < 0 || !text.substring(end).strip().equals("check=" + check(text.substring(0, end)))) {
            return Optional.empty();
        }
        Map<String, Long> values = new HashMap<>();
        text.substring(0, end).lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        });
        return Optional.of(new Cursor(values.getOrDefault("sequence", 1L), values.getOrDefault("first", 1L),
                values.getOrDefault("done", 0L), values.getOrDefault("since", 0L)));
    }

    private static String check(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
