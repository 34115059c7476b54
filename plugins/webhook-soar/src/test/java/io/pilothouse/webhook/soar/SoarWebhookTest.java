package io.pilothouse.webhook.soar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.WebhookSink;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.Fault;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import io.pilothouse.spi.testkit.TurnedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is posted, and what becomes of alerts that do not arrive. */
class SoarWebhookTest {
    private static final String KICKS = "{\"name\":\"kicks\",\"query\":\"kick_member\",\"condition\":\"status == 200\"}";
    private static final String ALL = "{\"name\":\"all\",\"query\":\"*\",\"condition\":\"row_count >= 0\"}";

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

    private WebhookSink sink(String rules, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("url", receiver.uri("/playbook").toString());
        settings.putIfAbsent("rules", "[" + rules + "]");
        SoarFactory factory = new SoarFactory();
        return factory.create(TestSettings.of(factory, settings),
                new TestContext(folder, new TurnedClock(Instant.parse("2027-01-15T08:00:00Z"))));
    }

    @Test
    void anAlertHasTheMembersOfTheSeedFirst() throws Exception {
        assertEquals(new Delivery.Delivered(), sink(KICKS, Map.of("token", "t")).deliver(Events.kick(47)));
        Received post = receiver.received().getLast();
        assertEquals("Bearer t", post.header("Authorization"));
        assertEquals("application/json", post.header("Content-Type"));
        assertEquals("{\"rule\":\"kicks\",\"query\":\"kick_member\",\"user\":\"node:7\","
                + "\"timestamp\":\"2027-01-15T08:00:47Z\",\"elapsed_ms\":0,\"row_count\":1,\"status\":200,"
                + "\"params\":{\"target_node_id\":687,\"network_id\":3,\"role\":\"member\"},\"event_id\":47,"
                + "\"action\":\"member.kicked\",\"command\":\"kick_member\",\"outcome\":\"ok\","
                + "\"source\":\"198.51.100.7\"}", post.text());
    }

    @Test
    void thePageOnEventsShowsIt() throws Exception {
        sink(KICKS, Map.of()).deliver(Events.kick(47));
        assertTrue(Files.readString(Path.of("../../distribution/docs/events.md"))
                .contains(receiver.received().getLast().text()));
    }

    @Test
    void secretsAreNoParameters() throws Exception {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("admin_token", "s3cret");
        attributes.put("Password", "s3cret");
        attributes.put("signature", "s3cret");
        attributes.put("public_key", "s3cret");
        attributes.put("hostname", "shown");
        sink(ALL, Map.of()).deliver(Events.of(1, "node.registered", attributes));
        String text = receiver.received().getLast().text();
        assertFalse(text.contains("s3cret"), text);
        assertTrue(text.contains("\"params\":{\"hostname\":\"shown\"}"), text);
    }

    @Test
    void aCountedAlertSaysHowMany() throws Exception {
        WebhookSink sink = sink("{\"name\":\"mass\",\"query\":\"member.*\",\"condition\":\"status == 200\","
                + "\"times\":3,\"within\":\"1m\"}", Map.of());
        for (long id = 1; id <= 5; id++) {
            assertEquals(new Delivery.Delivered(), sink.deliver(Events.kick(id)));
        }
        assertEquals(1, receiver.received().size());
        assertTrue(receiver.received().getLast().text().endsWith("\"times\":3,\"within_ms\":60000}"));
    }

    @Test
    void whatNoRuleNamesIsDoneWithoutAPost() throws Exception {
        WebhookSink sink = sink("{\"name\":\"joins\",\"query\":\"network.*\",\"condition\":\"status == 200\"}",
                Map.of());
        assertEquals(new Delivery.Delivered(), sink.deliver(Events.kick(1)));
        assertEquals(List.of(), receiver.received());
    }

    @Test
    void aFailureIsTriedOnceMoreAfterFiveSeconds() throws Exception {
        receiver.fails(Fault.BROKEN);
        WebhookSink sink = sink(KICKS, Map.of());
        assertEquals(new Delivery.Retry("rule kicks: answered 500", Optional.of(Duration.ofSeconds(5))),
                sink.deliver(Events.kick(1)));
        assertEquals(new Delivery.Refused("rule kicks: answered 500; tried 2 times"), sink.deliver(Events.kick(1)));
        receiver.recovers();
        receiver.forget();
        assertEquals(new Delivery.Delivered(), sink.deliver(Events.kick(2)));
        // The dead letter is offered again.
        assertEquals(new Delivery.Delivered(), sink.deliver(Events.kick(1)));
        assertEquals(2, receiver.received().size());
    }

    @Test
    void aConnectionThatBreaksIsAFailureToo() throws Exception {
        receiver.fails(Fault.CLOSES);
        WebhookSink sink = sink(KICKS, Map.of("pause", "2s", "retries", "0"));
        Delivery.Refused refused = (Delivery.Refused) sink.deliver(Events.kick(1));
        assertTrue(refused.reason().endsWith("; tried 1 times"), refused.reason());
        assertEquals(new Delivery.Retry("rule kicks: answered 503", Optional.of(Duration.ofSeconds(7))),
                retried(Fault.BUSY));
    }

    private Delivery retried(Fault fault) throws Exception {
        receiver.fails(fault);
        return sink(KICKS, Map.of()).deliver(Events.kick(1));
    }

    @Test
    void onlyAlertsThatAreMissingAreSentAgain() throws Exception {
        receiver.answers(request -> Answer.status(request.text().startsWith("{\"rule\":\"all\"") ? 500 : 200));
        WebhookSink sink = sink(KICKS + "," + ALL, Map.of());
        assertEquals(new Delivery.Retry("rule all: answered 500", Optional.of(Duration.ofSeconds(5))),
                sink.deliver(Events.kick(1)));
        receiver.answers(request -> Answer.status(200));
        assertEquals(new Delivery.Delivered(), sink.deliver(Events.kick(1)));
        assertEquals(List.of("kicks", "all", "all"),
                receiver.received().stream().map(post -> post.text().split("\"")[3]).toList());
    }

    @Test
    void aCountedAlertThatFailedIsNotLost() throws Exception {
        receiver.fails(Fault.BROKEN);
        WebhookSink sink = sink("{\"name\":\"mass\",\"query\":\"*\",\"condition\":\"status == 200\",\"times\":2,"
                + "\"within\":\"1m\"}", Map.of());
        assertEquals(new Delivery.Delivered(), sink.deliver(Events.kick(1)));
        assertEquals(Delivery.Retry.class, sink.deliver(Events.kick(2)).getClass());
        receiver.recovers();
        receiver.forget();
        assertEquals(new Delivery.Delivered(), sink.deliver(Events.kick(2)));
        assertEquals(1, receiver.received().size());
    }

    /** Another instance has counted: this one was made for another token, or after a restart. */
    @Test
    void aCountedAlertThatComesAgainIsAnAlertAlsoForANewInstance() throws Exception {
        String rules = "{\"name\":\"mass\",\"query\":\"member.*\",\"condition\":\"status == 200\",\"times\":2,"
                + "\"within\":\"1m\"},{\"name\":\"joins\",\"query\":\"network.*\",\"condition\":\"status == 200\"}";
        receiver.answers(request -> Answer.status(401));
        WebhookSink before = sink(rules, Map.of());
        assertEquals(new Delivery.Delivered(), before.deliver(Events.kick(1)));
        assertEquals(Delivery.Refused.class, before.deliver(Events.kick(2)).getClass());
        receiver.answers(request -> Answer.status(200));
        receiver.forget();
        WebhookSink after = sink(rules, Map.of());
        assertEquals(new Delivery.Delivered(), after.deliver(Events.kick(3)));
        assertEquals(List.of(), receiver.received());
        assertEquals(new Delivery.Delivered(), after.redeliver(Events.kick(2)));
        assertEquals(List.of("mass"), receiver.received().stream().map(post -> post.text().split("\"")[3]).toList());
        // It counted for nothing here: the next one is the second, not the third.
        assertEquals(new Delivery.Delivered(), after.deliver(Events.kick(4)));
        assertEquals(2, receiver.received().size());
    }

    @Test
    void itGivesUpItself() throws Exception {
        assertTrue(sink(KICKS, Map.of()).givesUpItself());
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "404", "302"})
    void whatIsRefusedIsNotTriedAgain(int status) throws Exception {
        receiver.answers(request -> Answer.status(status));
        assertEquals(Delivery.Refused.class, sink(KICKS, Map.of()).deliver(Events.kick(1)).getClass());
    }

    @ParameterizedTest
    @CsvSource({"retries,-1", "retries,101", "pause,6m", "url,nowhere", "rules,none"})
    void nonsenseIsRefused(String key, String value) {
        assertThrows(StartupException.class, () -> sink(KICKS, Map.of(key, value)));
    }
}
