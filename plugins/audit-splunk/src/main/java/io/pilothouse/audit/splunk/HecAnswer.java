package io.pilothouse.audit.splunk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the collector says to a request.
 *
 * @param status of HTTP
 * @param code of the collector, -1 when it gives none, -2 when it says something else than JSON
 * @param text of the collector
 * @param acknowledgement what to ask the indexer for, -1 when it gives none
 * @param after how long it wants to be left alone
 */
record HecAnswer(int status, int code, String text, long acknowledgement, Optional<Duration> after) {
    private static final JsonFactory JSON = new JsonFactory();
    /**
     * What is wrong with the events and stays wrong: no data, invalid data format, event field missing or blank, indexed fields.
     * Everything else, also a wrong or disabled token and an index that the token does not allow, can be mended at the collector
     * without losing events.
     */
    private static final Set<Integer> EVENTS = Set.of(5, 6, 12, 13, 15);
    /** The same when there is no code; 413 is also what is said about a request that is too large. */
    private static final Set<Integer> STATUSES = Set.of(400, 413, 414, 415, 422);
    /** Success, and success of a collector whose queue of events (24) or acknowledgements (25) is filling up. */
    private static final Set<Integer> TAKEN = Set.of(0, 24, 25);
    private static final int NONE = -1;
    private static final int NO_JSON = -2;

    static HecAnswer of(OutboundHttp.Response response, Instant now) {
        int code = NONE;
        long acknowledgement = -1;
        String text = "";
        try (JsonParser in = JSON.createParser(response.body())) {
            int depth = 0;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token == JsonToken.FIELD_NAME) {
                    String name = in.currentName();
                    JsonToken value = in.nextToken();
                    depth += value.isStructStart() ? 1 : 0;
                    switch (name) {
                        case "code" -> code = in.getValueAsInt(-1);
                        case "ackId" -> acknowledgement = in.getValueAsLong(-1);
                        case "text" -> text = in.getValueAsString("");
                        default -> {
                            // Nothing that is acted on.
                        }
                    }
                }
            }
        } catch (IOException noJson) {
            // A proxy may answer with a page; then only a bad status tells something.
            code = NO_JSON;
        }
        return new HecAnswer(response.status(), code, text, acknowledgement, response.retryAfter(now));
    }

    boolean accepted() {
        return status >= 200 && status < 300 && (code == NONE || TAKEN.contains(code));
    }

    /** What it means for the events when it did not accept them. */
    Delivery failure() {
        String reason = "the collector answered " + status
                + (code >= 0 ? ", code " + code : code == NO_JSON ? " and no JSON" : "")
                + (text.isEmpty() ? "" : " (" + text + ")");
        boolean permanent = code < 0 ? STATUSES.contains(status) : EVENTS.contains(code);
        return permanent ? new Delivery.Refused(reason) : new Delivery.Retry(reason, after);
    }
}
