package io.pilothouse.spi.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that a {@link Receiver} got.
 *
 * @param method for example {@code POST}
 * @param path with the query
 * @param headers the last value by name; names are equal in any case
 * @param body the bytes, not decoded
 */
public record Received(String method, String path, Map<String, String> headers, byte[] body) {
    public Received {
        Map<String, String> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        folded.putAll(headers);
        headers = Collections.unmodifiableMap(folded);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** A header, empty when it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
