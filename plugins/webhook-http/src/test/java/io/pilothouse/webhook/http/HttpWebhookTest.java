package io.pilothouse.webhook.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.WebhookSink;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import io.pilothouse.spi.testkit.TurnedClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What R1 posts, how it is signed, and what answers mean. */
class HttpWebhookTest {
    private static final Instant NOW = Instant.parse("2027-01-15T09:00:00Z");

    @TempDir
    Path folder;

    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    private WebhookSink sink(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("url", receiver.uri("/x").toString());
        HttpWebhookFactory factory = new HttpWebhookFactory();
        return factory.create(TestSettings.of(factory, settings), new TestContext(folder, new TurnedClock(NOW)));
    }

    private Received delivered(Map<String, String> settings, AuditEntry event) throws Exception {
        assertEquals(new Delivery.Delivered(), sink(settings).deliver(event));
        return receiver.received().getLast();
    }

    @Test
    void postsTheMembersOfR1FirstAndThenOurs() throws Exception {
        Received post = delivered(Map.of(), Events.kick(47));
        assertEquals("application/json", post.header("Content-Type"));
        assertEquals("", post.header("webhook-signature"));
        assertEquals("{\"event_id\":47,\"action\":\"member.kicked\",\"timestamp\":\"2027-01-15T08:00:47.125Z\","
                + "\"details\":{\"network_id\":3,\"role\":\"member\",\"target_node_id\":687},\"actor\":\"node:7\","
                + "\"proof\":\"signature\",\"source\":\"198.51.100.7\",\"request_id\":\"r-47\","
                + "\"command\":\"kick_member\",\"outcome\":\"ok\",\"sequence\":47,\"leaf_index\":46}", post.text());
    }

    @Test
    void thePageOnEventsShowsIt() throws Exception {
        assertTrue(Files.readString(Path.of("../../distribution/docs/events.md"))
                .contains(delivered(Map.of(), Events.kick(47)).text()));
    }

    @Test
    void listsAreListsAndNothingIsLeftOut() throws Exception {
        assertTrue(delivered(Map.of(), Events.of(1, "member_tags.changed", Map.of("tags", List.of("a\"", "é")))).text()
                .contains("\"details\":{\"tags\":[\"a\\\"\",\"é\"]}"));
        assertEquals(-1, delivered(Map.of(), Events.of(2, "idp.disabled", Map.of())).text().indexOf("details"));
    }

    /** Made with the reference implementation's secret, id and time (Standard Webhooks 1.0). */
    @Test
    void theSignatureIsThatOfTheStandard() {
        Map<String, String> headers = Signatures.with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", headers.get("webhook-signature"));
        assertEquals("1614265330", headers.get("webhook-timestamp"));
    }

    @Test
    void everySecretSignsSoThatOneCanBeReplaced() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPrivate().getEncoded();
        String own = "whsk_" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32,
                encoded.length));
        Received post = delivered(Map.of("secret", "new old " + own), Events.kick(47));
        assertEquals("evt_47", post.header("webhook-id"));
        assertEquals(Long.toString(NOW.getEpochSecond()), post.header("webhook-timestamp"));
        byte[] signed = ("evt_47." + NOW.getEpochSecond() + "." + post.text())
                .getBytes(StandardCharsets.UTF_8);
        String[] signatures = post.header("webhook-signature").split(" ");
        assertEquals("v1," + Base64.getEncoder().encodeToString(hmac("new", signed)), signatures[0]);
        assertEquals("v1," + Base64.getEncoder().encodeToString(hmac("old", signed)), signatures[1]);
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(pair.getPublic());
        check.update(signed);
        assertTrue(check.verify(Base64.getDecoder().decode(signatures[2].substring("v1a,".length()))));
        assertEquals(HexFormat.of().formatHex(hmac("new", post.body())), post.header("X-Pilot-Signature-256"));
    }

    private static byte[] hmac(String key, byte[] text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text);
    }

    @ParameterizedTest
    @CsvSource({"'',member.kicked,true", "member.kicked,member.kicked,true", "member.kicked,member.kickedx,false",
        "member.*,member.kicked,true", "member.*,network.joined,false", "'a.b, *.joined',network.joined,true",
        "*,anything,true", "m*r.*ed,member.kicked,true", "memberxkicked,member.kicked,false",
        "member.kicked,memberxkicked,false"})
    void onlyWhatIsWantedIsSent(String events, String action, boolean wanted) throws Exception {
        assertEquals(wanted, sink(Map.of("events", events)).wants(action));
    }

    @ParameterizedTest
    @CsvSource({"204,Delivered", "302,Refused", "401,Refused", "403,Refused", "410,Refused", "429,Retry", "503,Retry"})
    void theStatusDecides(int status, String what) throws Exception {
        receiver.answers(request -> Answer.status(status));
        assertEquals(what, sink(Map.of()).deliver(Events.kick(1)).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"whsec_%%%", "whsk_AAAA", "whsec_"})
    void secretsThatAreNoneAreToldWithoutThem(String secret) {
        String text = assertThrows(StartupException.class, () -> sink(Map.of("secret", secret))).getMessage();
        assertTrue(text.startsWith("setting secret: after wh"), text);
    }

    @Test
    void theSameEventHasTheSameIdAgain() throws Exception {
        WebhookSink sink = sink(Map.of("secret", "s"));
        sink.deliver(Events.kick(9));
        sink.deliver(Events.kick(9));
        assertEquals(List.of("evt_9", "evt_9"),
                receiver.received().stream().map(post -> post.header("webhook-id")).toList());
    }
}
