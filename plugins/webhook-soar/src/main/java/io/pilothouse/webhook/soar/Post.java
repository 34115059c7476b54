package io.pilothouse.webhook.soar;

import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where alerts go.
 *
 * @param uri of the receiver
 * @param authorization header
 * @param timeout of one request
 * @param http the way out
 * @param clock for answers that name a date
 */
record Post(URI uri, Optional<String> authorization, Duration timeout, OutboundHttp http, InstantSource clock) {
    /** Longest answer in bytes; nobody reads it. */
    private static final int LONGEST = 65_536;

    Delivery send(byte[] body) throws InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        authorization.ifPresent(value -> headers.put("Authorization", value));
        try {
            return Delivery.of(http.exchange(new OutboundHttp.Request("POST", uri, headers, body, LONGEST, timeout)),
                    clock.instant());
        } catch (IOException failed) {
            return new Delivery.Retry(String.valueOf(failed.getMessage()));
        }
    }

    /** The token belongs into no log. */
    @Override
    public String toString() {
        return "Post[" + uri.getHost() + "]";
    }
}
