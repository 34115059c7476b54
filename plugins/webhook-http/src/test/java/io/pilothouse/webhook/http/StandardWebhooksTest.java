package io.pilothouse.webhook.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import io.pilothouse.spi.testkit.TurnedClock;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who verifies with the library of Standard Webhooks takes what is sent, and nothing that was altered. Ed25519, which
 * that library does not know, is verified by Bouncy Castle: what signs is the JDK.
 */
class StandardWebhooksTest {
    private static final String NEW = secret("the secret from today on ........");
    private static final String OLD = secret("the secret until yesterday ......");

    @TempDir
    Path folder;

    private Receiver receiver;
    private Instant now = Instant.now();

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    private static String secret(String text) {
        return "whsec_" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Received sent(String secrets) throws Exception {
        HttpWebhookFactory factory = new HttpWebhookFactory();
        AuditEntry odd = Events.of(47, "hostname.changed",
                Map.of("new_hostname", "a|b=c\\\"\n\u00fc\u4e16\ud83c\udf0d"));
        factory.create(
                TestSettings.of(factory, Map.of("url", receiver.uri("/x").toString(), "secret", secrets)),
                new TestContext(folder, new TurnedClock(now))).deliver(odd);
        return receiver.received().getLast();
    }

    private static Map<String, List<String>> headers(Received post) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.put(name, List.of(post.header(name)));
        }
        return headers;
    }

    private static void verify(String secret, String body, Map<String, List<String>> headers) throws Exception {
        new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
    }

    private static void refused(String secret, String body, Map<String, List<String>> headers) {
        assertThrows(WebhookVerificationException.class, () -> verify(secret, body, headers));
    }

    @Test
    void theLibraryOfTheStandardVerifiesIt() throws Exception {
        Received post = sent(NEW);
        assertDoesNotThrow(() -> verify(NEW, post.text(), headers(post)));
        refused(OLD, post.text(), headers(post));
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "id", "time", "signature", "no signature", "no id", "no time"})
    void whateverIsAlteredIsRefused(String what) throws Exception {
        Received post = sent(NEW);
        Map<String, List<String>> headers = headers(post);
        String body = post.text();
        switch (what) {
            case "body" -> body = body.replace("\"event_id\":47", "\"event_id\":48");
            case "id" -> headers.put("webhook-id", List.of("evt_48"));
            case "time" -> headers.put("webhook-timestamp",
                    List.of(Long.toString(Long.parseLong(post.header("webhook-timestamp")) - 1)));
            case "signature" -> headers.put("webhook-signature", List.of("v1," + Base64.getEncoder()
                    .encodeToString(new byte[32])));
            default -> headers.remove("webhook-" + what.substring(3).replace("time", "timestamp"));
        }
        refused(NEW, body, headers);
    }

    /** A request that somebody has kept is good for five minutes. */
    @ParameterizedTest
    @ValueSource(longs = {-360, 360})
    void whatIsOldOrOfTheFutureIsRefused(long seconds) throws Exception {
        now = Instant.now().plusSeconds(seconds);
        Received post = sent(NEW);
        refused(NEW, post.text(), headers(post));
    }

    @Test
    void whileASecretIsReplacedEitherVerifies() throws Exception {
        for (String order : List.of(NEW + " " + OLD, OLD + " " + NEW)) {
            Received post = sent(order);
            assertDoesNotThrow(() -> verify(NEW, post.text(), headers(post)));
            assertDoesNotThrow(() -> verify(OLD, post.text(), headers(post)));
            refused(secret("of somebody else ................"), post.text(), headers(post));
        }
    }

    @Test
    void aSignatureByAKeyOfOurOwnIsVerifiedByItsPublicHalf() throws Exception {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        new SecureRandom().nextBytes(seed);
        byte[] open = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, open, 0);
        byte[] both = Arrays.copyOf(seed, seed.length + open.length);
        System.arraycopy(open, 0, both, seed.length, open.length);
        for (byte[] form : List.of(seed, both)) {
            Received post = sent(NEW + " whsk_" + Base64.getEncoder().encodeToString(form));
            String[] signatures = post.header("webhook-signature").split(" ");
            assertEquals(2, signatures.length);
            assertTrue(signatures[1].startsWith("v1a,"), signatures[1]);
            byte[] signature = Base64.getDecoder().decode(signatures[1].substring(4));
            assertTrue(verified(signature, open, post.header("webhook-id"), post.header("webhook-timestamp"),
                    post.text()));
            assertFalse(verified(signature, open, "evt_48", post.header("webhook-timestamp"), post.text()));
            assertFalse(verified(signature, open, post.header("webhook-id"), "1", post.text()));
            assertFalse(verified(signature, open, post.header("webhook-id"), post.header("webhook-timestamp"),
                    post.text() + " "));
            // The other kind of signature beside it disturbs nobody who knows only the shared secret.
            assertDoesNotThrow(() -> verify(NEW, post.text(), headers(post)));
        }
    }

    private static boolean verified(byte[] signature, byte[] key, String id, String time, String body) {
        byte[] signed = (id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8);
        return Ed25519.verify(signature, 0, key, 0, signed, 0, signed.length);
    }
}
