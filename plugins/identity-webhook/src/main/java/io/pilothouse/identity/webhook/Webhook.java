package io.pilothouse.identity.webhook;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.Verdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Posts {@code {"token":"…"}} and reads {@code {"verified":…,"external_id":…,"error":…}}. Texts are those of
 * {@code commands-enterprise.md} 6.1 and 18.
 */
final class Webhook implements IdentityProvider {
    /** Longest answer in bytes. */
    private static final int LONGEST = 4_096;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final URI uri;
    private final Optional<BodySignature> signature;
    private final Duration timeout;
    private final OutboundHttp http;

    Webhook(URI uri, Optional<BodySignature> signature, Duration timeout, OutboundHttp http) {
        this.uri = uri;
        this.signature = signature;
        this.timeout = timeout;
        this.http = http;
    }

    @Override
    public Verdict verify(Credential credential) {
        byte[] body = Messages.question(credential.token());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        signature.ifPresent(with -> headers.put(BodySignature.HEADER, with.of(body)));
        try {
            return verdict(http.exchange(new OutboundHttp.Request("POST", uri, headers, body, LONGEST, timeout)));
        } catch (OutboundHttp.TooLong tooLong) {
            return new Verdict.Unavailable("parse identity response: " + tooLong.getMessage());
        } catch (Messages.Malformed malformed) {
            return new Verdict.Unavailable("parse identity response: " + malformed.getMessage());
        } catch (IOException failed) {
            return new Verdict.Unavailable("identity verification failed: " + failed.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Verdict.Unavailable("identity verification failed: it was interrupted");
        }
    }

    private Verdict verdict(OutboundHttp.Response response) throws IOException {
        int status = response.status();
        if (status != OK) {
            String text = "identity webhook returned status " + status;
            // What a client can bring about by a bad token must not look like a failure of the webhook.
            return status / 100 == 4 && status != TOO_MANY ? new Verdict.Rejected(text) : new Verdict.Unavailable(text);
        }
        if (signature.isPresent()) {
            Optional<String> given = response.header(BodySignature.HEADER);
            if (given.isEmpty()) {
                return new Verdict.Unavailable(
                        "identity webhook response missing " + BodySignature.HEADER + " header");
            }
            if (!signature.get().fits(given.get(), response.body())) {
                return new Verdict.Unavailable("identity webhook response signature mismatch");
            }
        }
        Messages.Answer answer = Messages.answer(response.body());
        if (!answer.verified()) {
            return new Verdict.Rejected("identity verification rejected: "
                    + (answer.error().isEmpty() ? "token not verified" : answer.error()));
        }
        return answer.externalId().isEmpty()
                ? new Verdict.Unavailable("identity webhook returned empty external_id")
                : new Verdict.Verified(answer.externalId());
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }
}
