package com.example.harbour;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Asks the badge desk whose badge it is: the token is the body of a POST; status 200 with one line of text names the holder,
 * status 404 is a no, everything else is no answer.
 *
 * @param http the way out that the registry lends
 * @param desk where to ask
 * @param timeout for one question
 */
record BadgeProvider(OutboundHttp http, URI desk, Duration timeout) implements IdentityProvider {
    private static final int LONGEST_ANSWER = 1_024;

    @Override
    public Verdict verify(Credential credential) {
        byte[] badge = credential.token().getBytes(StandardCharsets.UTF_8);
        try {
            return judge(http.exchange(new OutboundHttp.Request("POST", desk,
                    Map.of("Content-Type", "text/plain; charset=utf-8"), badge, LONGEST_ANSWER, timeout)));
        } catch (IOException failed) {
            return new Verdict.Unavailable("badge desk: " + failed.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Verdict.Unavailable("badge desk: stopped");
        }
    }

    private static Verdict judge(OutboundHttp.Response response) {
        if (response.status() == 404) {
            return new Verdict.Rejected("badge desk: no such badge");
        }
        String holder = new String(response.body(), StandardCharsets.UTF_8).strip();
        // Whatever is not clearly a name is no yes.
        return response.status() == 200 && holder.matches("[^\\s\\p{Cntrl}]{1,200}")
                ? new Verdict.Verified(holder)
                : new Verdict.Unavailable("badge desk: status " + response.status() + " without a name");
    }

    @Override
    public void close() {
        // Holds nothing: connections are the registry's.
    }
}
