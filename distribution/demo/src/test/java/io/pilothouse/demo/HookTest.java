package io.pilothouse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookTest {
    private static final String BODY = "{\"event_id\":47,\"sequence\":48,\"action\":\"member.kicked\",\"actor\":\"node:7\","
            + "\"details\":{\"role\":\"member\"}}";

    private final Hook hook = new Hook();

    @AfterEach
    void close() {
        hook.close();
    }

    private static String signature(String secret, String id, long time, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return "v1," + Base64.getEncoder()
                .encodeToString(mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    private int posted(String id, long time, String signatures) throws Exception {
        return Caller.post(hook.url(), BODY.getBytes(StandardCharsets.UTF_8), Map.of("webhook-id", id,
                "webhook-timestamp", Long.toString(time), "webhook-signature", signatures)).statusCode();
    }

    @Test
    void aSignedEventIsTaken() throws Exception {
        long now = Instant.now().getEpochSecond();
        assertEquals(204, posted("evt_47", now, "v1,AAAA " + signature(hook.secret(), "evt_47", now, BODY)));
        assertEquals("47 member.kicked by node:7", hook.arrivals().events().getFirst().told());
        assertEquals(List.of(), hook.arrivals().faults());
    }

    @Test
    void whatIsNotSignedWellIsRefusedAndRemembered() throws Exception {
        long now = Instant.now().getEpochSecond();
        try (Hook other = new Hook()) {
            assertEquals(401, posted("evt_47", now, signature(other.secret(), "evt_47", now, BODY)));
        }
        assertEquals(401, posted("evt_48", now, signature(hook.secret(), "evt_47", now, BODY)));
        assertEquals(401, posted("evt_47", now - 301, signature(hook.secret(), "evt_47", now - 301, BODY)));
        assertEquals(401, Caller.post(hook.url(), BODY.getBytes(StandardCharsets.UTF_8), Map.of()).statusCode());
        assertEquals(List.of(), hook.arrivals().events());
        assertEquals(4, hook.arrivals().faults().size());
    }
}
