package io.pilothouse.kernel.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Times of a Go snapshot: RFC 3339 with any offset. */
final class GoTime {
    private GoTime() {}

    /** Milliseconds since 1970 UTC; 0 for a time that is absent, and, with a remark, for one that cannot be read. */
    static long millis(JsonNode json, ImportReport report, Object owner) {
        String text = json.asText("");
        if (text.isEmpty() || text.equals("null")) {
            return 0;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException unreadable) {
            report.remark("time that cannot be read", owner + ": " + text);
            return 0;
        }
    }
}
