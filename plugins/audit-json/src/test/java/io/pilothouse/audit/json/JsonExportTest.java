package io.pilothouse.audit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What R1 posts, and what its answers mean. */
class JsonExportTest {
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
        settings.putIfAbsent("url", receiver.uri("/x").toString());
        JsonExportFactory factory = new JsonExportFactory();
        return factory.create(TestSettings.of(factory, settings),
                new TestContext(folder, new TurnedClock(Instant.parse("2027-01-15T08:00:00Z"))));
    }

    private Received exported(Map<String, String> settings) throws Exception {
        assertEquals(new Delivery.Delivered(), exporter(settings).export(Events.kicks(47, 1)));
        return receiver.received().getLast();
    }

    @Test
    void postsTheMembersOfR1FirstAndThenOurs() throws Exception {
        Received post = exported(Map.of());
        assertEquals("POST /x", post.method() + " " + post.path());
        assertEquals("application/json", post.header("Content-Type"));
        assertEquals("", post.header("Authorization"));
        assertEquals("{\"timestamp\":\"2027-01-15T08:00:47Z\",\"action\":\"member.kicked\",\"network_id\":3,"
                + "\"details\":\"target_node_id=687, role=member\",\"event_id\":47,"
                + "\"time\":\"2027-01-15T08:00:47.125Z\",\"data\":{\"target_node_id\":687,\"network_id\":3,"
                + "\"role\":\"member\"},\"actor\":\"node:7\",\"proof\":\"signature\",\"source\":\"198.51.100.7\","
                + "\"request_id\":\"r-47\",\"command\":\"kick_member\",\"outcome\":\"ok\",\"sequence\":47,"
                + "\"leaf_index\":46}", post.text());
    }

    @Test
    void thePageOnEventsShowsIt() throws Exception {
        assertTrue(Files.readString(Path.of("../../distribution/docs/events.md")).contains(exported(Map.of()).text()));
    }

    @ParameterizedTest
    @CsvSource({"bearer,Bearer t", "splunk,Splunk t"})
    void theTokenGoesWithTheWordThatIsSet(String scheme, String header) throws Exception {
        assertEquals(header, exported(Map.of("token", "t", "authorization", scheme)).header("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({"400,Refused", "404,Refused", "410,Refused", "429,Retry", "503,Retry", "401,Retry", "403,Retry",
        "407,Retry"})
    void eventsWaitWhileCredentialsAreWrong(int status, String what) throws Exception {
        receiver.answers(request -> Answer.status(status));
        assertEquals(what, exporter(Map.of()).export(List.of(Events.kick(1))).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"ftp://a.test/x", "nothing", "file:", "file:///etc/passwd", "file:../x", "file:a/b", "file:x.gz",
        "file:.x"})
    void addressesThatLeadNowhereAreRefused(String url) {
        assertThrows(StartupException.class, () -> exporter(Map.of("url", url)));
    }

    @ParameterizedTest
    @CsvSource({"folder,relative", "folder,/nowhere/at/all", "rotate-size,1000", "rotate-size,300000000",
        "rotate-age,1s",
        "rotate-age,PT-1H", "keep,0", "keep,10001"})
    void filesNeedAPlaceAndBounds(String key, String value) {
        assertThrows(StartupException.class, () -> exporter(Map.of("url", "file:audit.jsonl", key, value)));
    }
}
