package io.pilothouse.audit.splunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import io.pilothouse.spi.testkit.TurnedClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a collector gets, and what its codes mean. */
class SplunkTest {
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

    private AuditExporter exporter(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("url", receiver.uri("/services/collector/event").toString());
        SplunkFactory factory = new SplunkFactory();
        return factory.create(TestSettings.of(factory, settings),
                new TestContext(folder, new TurnedClock(Instant.parse("2027-01-15T08:00:00Z"))));
    }

    private Received exported() throws Exception {
        assertEquals(new Delivery.Delivered(), exporter(Map.of()).export(Events.kicks(47, 1)));
        return receiver.received().getLast();
    }

    private String became(Answer answer) throws Exception {
        receiver.answers(request -> answer);
        return exporter(Map.of()).export(Events.kicks(47, 1)).getClass().getSimpleName();
    }

    @Test
    void anEventHasTheMembersOfR1InOrderOfTheAlphabetAndOurs() throws Exception {
        AuditEntry kick = Events.kick(47);
        AuditEntry proven = new AuditEntry(47, kick.time(), kick.action(), kick.attributes(), kick.details(),
                kick.actor(),
                kick.request(), new AuditEntry.Proof(57, 56, "origin\n5\n"));
        assertEquals(new Delivery.Delivered(),
                exporter(Map.of("token", "t0k3n", "index", "pilot_audit")).export(List.of(proven)));
        Received post = receiver.received().getLast();
        assertEquals("Splunk t0k3n", post.header("Authorization"));
        assertEquals("{\"time\":1800000047.125,\"source\":\"pilot-registry\",\"sourcetype\":\"pilot:audit\","
                + "\"index\":\"pilot_audit\",\"event\":{\"action\":\"member.kicked\",\"actor\":\"node:7\","
                + "\"checkpoint\":\"origin\\n5\\n\",\"command\":\"kick_member\",\"data\":{\"target_node_id\":687,"
                + "\"network_id\":3,\"role\":\"member\"},\"details\":\"target_node_id=687, role=member\","
                + "\"event_id\":47,\"leaf_index\":56,\"network_id\":3,\"node_id\":0,\"outcome\":\"ok\","
                + "\"proof\":\"signature\",\"request_id\":\"r-47\",\"sequence\":57,\"source_address\":\"198.51.100.7\"}}",
                post.text());
    }

    @Test
    void thePageOnEventsShowsIt() throws Exception {
        assertTrue(Files.readString(Path.of("../../distribution/docs/events.md")).contains(exported().text()));
    }

    @Test
    void severalEventsStandOneAfterTheOtherAndLongRequestsAreCompressed() throws Exception {
        List<AuditEntry> batch = Events.kicks(1, 40);
        exporter(Map.of()).export(batch);
        exporter(Map.of("gzip", "false")).export(batch);
        Received compressed = receiver.received().getFirst();
        Received plain = receiver.received().getLast();
        assertEquals("gzip", compressed.header("Content-Encoding"));
        assertEquals("", plain.header("Content-Encoding"));
        assertEquals(plain.text(), new String(
                new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes(),
                StandardCharsets.UTF_8));
        assertEquals(40, plain.text().split("\\}\\}(?=\\{|$)").length);
        assertTrue(compressed.body().length < plain.body().length / 5);
    }

    /** The table of codes as it is documented: status, code, and what becomes of the events. */
    @ParameterizedTest
    @CsvSource({"200,0,Delivered", "403,1,Retry", "401,2,Retry", "401,3,Retry", "403,4,Retry", "400,5,Refused",
        "400,6,Refused", "400,7,Retry", "500,8,Retry", "503,9,Retry", "400,10,Retry", "400,11,Retry", "400,12,Refused",
        "400,13,Refused", "400,14,Retry", "400,15,Refused", "400,16,Retry", "200,17,Retry", "503,18,Retry",
        "503,19,Retry", "503,20,Retry", "400,21,Retry", "400,22,Retry", "503,23,Retry", "200,24,Delivered",
        "200,25,Delivered", "429,26,Retry", "429,27,Retry", "400,28,Retry"})
    void theCodeDecides(int status, int code, String what) throws Exception {
        assertEquals(what,
                became(Answer.json(status, "{\"text\":\"x\",\"code\":" + code + ",\"invalid-event-number\":0}")));
    }

    /** A page with status 200 is not from a collector: whoever sent it has no events. */
    @ParameterizedTest
    @CsvSource({"200,'',Delivered", "200,{},Delivered", "200,<html>,Retry", "200,'{\"code\":',Retry",
        "302,<html>,Retry",
        "400,<html>,Refused", "413,<html>,Refused", "404,<html>,Retry", "502,<html>,Retry"})
    void withoutACodeTheStatusDecides(int status, String body, String what) throws Exception {
        assertEquals(what, became(Answer.json(status, body)));
    }

    @Test
    void withAcknowledgementItWaitsForTheIndexer() throws Exception {
        receiver.answers(request -> Answer.json(200, switch (receiver.received().size()) {
            case 1 -> "{\"text\":\"Success\",\"code\":0,\"ackId\":12}";
            case 2 -> "{\"acks\":{\"12\":false}}";
            default -> "{\"acks\":{\"12\":true}}";
        }));
        assertEquals(new Delivery.Delivered(),
                exporter(Map.of("acknowledgement", "true")).export(Events.kicks(1, 1)));
        String channel = receiver.received().getFirst().header("X-Splunk-Request-Channel");
        assertEquals(36, channel.length());
        assertEquals(3, receiver.received().size());
        Received asked = receiver.received().getLast();
        assertEquals("/services/collector/ack", asked.path());
        assertEquals("{\"acks\":[12]}", asked.text());
        assertEquals(channel, asked.header("X-Splunk-Request-Channel"));
    }

    @Test
    void aCollectorThatAcknowledgesNothingHasNothing() throws Exception {
        receiver.answers(request -> Answer.json(200, "{\"text\":\"Success\",\"code\":0}"));
        assertEquals("Retry", exporter(Map.of("acknowledgement", "true")).export(Events.kicks(1, 1)).getClass()
                .getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"0", "1001"})
    void batchesAreBounded(String batch) {
        assertThrows(StartupException.class, () -> exporter(Map.of("batch", batch)));
    }
}
