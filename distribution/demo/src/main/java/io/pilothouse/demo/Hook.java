package io.pilothouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.pilothouse.demo.Loopback.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody's endpoint for events, which believes only what is signed as Standard Webhooks 1.0 says.
 *
 * <p>Threads: any.
 */
final class Hook implements AutoCloseable {
    private static final String PATH = "/audit";
    private static final long TOLERANCE_SECONDS = 300;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final byte[] key = new byte[32];
    private final Arrivals arrivals = new Arrivals();
    private final Loopback http;

    Hook() {
        new SecureRandom().nextBytes(key);
        http = new Loopback().at(PATH, this::receive).start();
    }

    String url() {
        return http.url(PATH);
    }

    /** What its sender signs with. */
    String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    Arrivals arrivals() {
        return arrivals;
    }

    private Answer receive(HttpExchange request) throws IOException {
        byte[] body = request.getRequestBody().readAllBytes();
        if (!signed(request.getRequestHeaders(), body)) {
            arrivals.fault("a request to the webhook has no good signature");
            return new Answer(401, "{\"error\":\"no good signature\"}");
        }
        JsonNode event = MAPPER.readTree(body);
        arrivals.take(new Event(event.path("event_id").asLong(), event.path("sequence").asLong(),
                event.path("action").asText(), event.path("actor").asText(), event.path("details")));
        return new Answer(204, "");
    }

    private boolean signed(Headers headers, byte[] body) {
        String id = headers.getFirst("webhook-id");
        String time = headers.getFirst("webhook-timestamp");
        String signatures = headers.getFirst("webhook-signature");
        if (id == null || time == null || signatures == null || !time.matches("\\d{1,12}")
                || Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) > TOLERANCE_SECONDS) {
            return false;
        }
        byte[] wanted = ("v1," + Base64.getEncoder().encodeToString(hmac(id + "." + time + ".", body)))
                .getBytes(StandardCharsets.US_ASCII);
        return List.of(signatures.split(" ")).stream()
                .anyMatch(one -> MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII), wanted));
    }

    private byte[] hmac(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
