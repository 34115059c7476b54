package io.pilothouse.audit.splunk;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where events go.
 *
 * @param uri of events
 * @param token empty for none
 * @param gzip whether long requests are compressed
 * @param channel when the indexer is to acknowledge
 * @param timeout of a request
 */
record Collector(URI uri, String token, boolean gzip, Optional<String> channel, Duration timeout) {
    /** The headers of every request. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        if (!token.isEmpty()) {
            headers.put("Authorization", "Splunk " + token);
        }
        channel.ifPresent(id -> headers.put("X-Splunk-Request-Channel", id));
        return headers;
    }

    /** Where acknowledgements are asked for: beside the events. */
    URI acknowledgements() {
        return uri.resolve("/services/collector/ack");
    }

    /** A token belongs into no log. */
    @Override
    public String toString() {
        return "Collector[" + uri.getHost() + "]";
    }
}
