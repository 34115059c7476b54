package io.pilothouse.spi.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a {@link Receiver} answers.
 *
 * @param status for example 200
 * @param headers further headers
 * @param body the bytes
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** An answer with JSON. */
    public static Answer json(int status, String json) {
        return new Answer(status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static Answer status(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }
}
