package io.pilothouse.audit.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a receiver did not take of a request that it took.
 *
 * @param rejected how many log records
 * @param message why; with none rejected, a warning
 */
record PartialSuccess(long rejected, String message) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final PartialSuccess NONE = new PartialSuccess(0, "");

    /** Reads an answer; one that is no JSON, as from receivers that answer nothing, tells of nothing rejected. */
    static PartialSuccess read(byte[] body) {
        long rejected = 0;
        String message = "";
        try (JsonParser in = JSON.createParser(body)) {
            boolean within = false;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    within = "partialSuccess".equals(in.currentName());
                } else if (within && token.isScalarValue()) {
                    switch (in.currentName()) {
                        // A number of 64 bits is a text in this format, but not with everybody.
                        case "rejectedLogRecords" -> rejected = in.getValueAsLong(0);
                        case "errorMessage" -> message = in.getValueAsString("");
                        default -> {
                            // Nothing that is acted on.
                        }
                    }
                }
            }
        } catch (IOException noJson) {
            return NONE;
        }
        return new PartialSuccess(rejected, message);
    }
}
